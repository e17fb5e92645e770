package erp.production.routings;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;

/** One step of a routing. */
@Entity
@Table(name = "production_operation")
public class Operation extends CompanyRow {
    private int lineNo;
    private String name;
    private UUID workCentreId;
    private BigDecimal setupHours;
    private BigDecimal hoursPerUnit;

    /** What is bought for each unit, where a supplier does it. */
    private @Nullable UUID subcontractItemId;

    protected Operation() {}

    Operation(UUID id, int lineNo, NewRouting.Operation wanted) {
        super(id);
        this.lineNo = lineNo;
        say(wanted);
    }

    void change(NewRouting.Operation wanted) {
        say(wanted);
    }

    private void say(NewRouting.Operation wanted) {
        name = wanted.name().strip();
        workCentreId = wanted.workCentreId();
        setupHours = wanted.setupHours().value();
        hoursPerUnit = wanted.hoursPerUnit().value();
        subcontractItemId = wanted.subcontractItemId();
    }

    public String name() {
        return name;
    }

    public int lineNo() {
        return lineNo;
    }

    public UUID workCentre() {
        return workCentreId;
    }

    public @Nullable UUID subcontractItem() {
        return subcontractItemId;
    }

    /** Of an order over so much, rounded up to what a quantity can say. */
    public BigDecimal hours(BigDecimal quantity) {
        return setupHours
                .add(hoursPerUnit.multiply(quantity))
                .setScale(Quantity.ZERO.value().scale(), RoundingMode.CEILING);
    }

    RoutingView.Operation view() {
        return new RoutingView.Operation(
                getId(),
                name,
                workCentreId,
                new Quantity(setupHours),
                new Quantity(hoursPerUnit),
                subcontractItemId);
    }
}
