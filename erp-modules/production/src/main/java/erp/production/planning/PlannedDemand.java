package erp.production.planning;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.value.Quantity;
import erp.production.common.ProductionError;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A demand that people have entered. It is not used up by orders: whoever enters it ends it. */
@Entity
@Table(name = "production_demand")
class PlannedDemand extends Document {
    static final String TYPE = "production.demand";

    private UUID itemId;
    private UUID warehouseId;
    private LocalDate neededOn;
    private BigDecimal quantity;
    private @Nullable String note;

    @Enumerated(EnumType.STRING)
    private DemandState state = DemandState.OPEN;

    private Instant createdAt;

    protected PlannedDemand() {}

    PlannedDemand(UUID id, NewDemand wanted, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        say(wanted);
    }

    /** Throws DEMAND_STATE. */
    void change(NewDemand wanted) {
        requireOpen();
        say(wanted);
    }

    /** Throws DEMAND_STATE. */
    void cancel() {
        requireOpen();
        state = DemandState.CANCELLED;
    }

    private void requireOpen() {
        if (state != DemandState.OPEN) {
            throw new ErpException(
                    ProductionError.DEMAND_STATE, "demand %s is %s already", getId(), state);
        }
    }

    private void say(NewDemand wanted) {
        itemId = wanted.itemId();
        warehouseId = wanted.warehouseId();
        neededOn = wanted.neededOn();
        quantity = wanted.quantity().value();
        note = wanted.note();
    }

    DemandView view() {
        return new DemandView(
                getId(),
                itemId,
                warehouseId,
                neededOn,
                new Quantity(quantity),
                note,
                state,
                getVersion());
    }
}
