package erp.production.orders;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** A step of an order: hours planned, hours booked and what they cost. */
@Entity
@Table(name = "production_order_operation")
class OrderOperation extends CompanyRow {
    static final String TYPE = "production.work-order-operation";

    private int lineNo;
    private String name;
    private UUID workCentreId;
    private BigDecimal plannedHours;

    /** What an hour was planned to cost when the order was released. */
    private BigDecimal hourCost;

    private BigDecimal booked;
    private BigDecimal bookedValue;

    protected OrderOperation() {}

    OrderOperation(UUID id, int lineNo, Makeup.Step step) {
        super(id);
        this.lineNo = lineNo;
        this.name = step.name();
        this.workCentreId = step.workCentre();
        this.plannedHours = step.hours();
        this.hourCost = BigDecimal.ZERO;
        this.booked = BigDecimal.ZERO;
        this.bookedValue = BigDecimal.ZERO;
    }

    void plan(BigDecimal cost) {
        hourCost = cost;
    }

    /** Negative where a booking is taken back. */
    void book(BigDecimal hours, BigDecimal value) {
        booked = booked.add(hours);
        bookedValue = bookedValue.add(value);
    }

    UUID workCentreId() {
        return workCentreId;
    }

    boolean isBooked() {
        return booked.signum() != 0;
    }

    BigDecimal plannedCost() {
        return plannedHours.multiply(hourCost);
    }

    Variances.Fact fact() {
        return new Variances.Fact(true, plannedHours, hourCost, booked, bookedValue);
    }

    WorkOrderView.Operation view(Currency currency) {
        return new WorkOrderView.Operation(
                getId(),
                lineNo,
                name,
                workCentreId,
                new Quantity(plannedHours),
                new UnitPrice(hourCost),
                new Quantity(booked),
                new Money(bookedValue, currency));
    }
}
