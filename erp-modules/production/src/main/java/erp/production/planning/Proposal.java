package erp.production.planning;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.value.Quantity;
import erp.production.common.ProductionError;
import erp.production.items.Procurement;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** An order that a run proposes. {@link ResultWriter} makes it; here it is taken up. */
@Entity
@Table(name = "production_planned_order")
class Proposal extends Document {
    static final String TYPE = "production.planned-order";

    private UUID runId;
    private int position;

    @Enumerated(EnumType.STRING)
    private ProposalState state;

    @Enumerated(EnumType.STRING)
    private Procurement kind;

    private UUID itemId;
    private @Nullable UUID billId;
    private UUID warehouseId;
    private BigDecimal quantity;
    private LocalDate startDate;
    private LocalDate dueDate;
    private int lowLevelCode;

    protected Proposal() {}

    /** Throws ALREADY_FIRMED. */
    void firm() {
        if (state == ProposalState.FIRMED) {
            throw new ErpException(
                    ProductionError.ALREADY_FIRMED, "planned order %s was firmed", getId());
        }
        state = ProposalState.FIRMED;
    }

    ProposalView view() {
        return new ProposalView(
                getId(),
                runId,
                position,
                state,
                kind,
                itemId,
                billId,
                warehouseId,
                new Quantity(quantity),
                startDate,
                dueDate,
                lowLevelCode,
                getVersion());
    }
}
