package erp.production.orders;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.UUID;

/** What goes into an order of one item: planned, set aside, issued and what that cost. */
@Entity
@Table(name = "production_order_component")
class Component extends CompanyRow {
    private int lineNo;
    private UUID itemId;
    private BigDecimal planned;
    private boolean backflush;

    /** The operation that a supplier does, for which it is bought. */
    private @Nullable UUID operationId;

    /** What one was planned to cost when the order was released. */
    private BigDecimal unitCost;

    private BigDecimal reserved;
    private BigDecimal issued;
    private BigDecimal issuedValue;

    protected Component() {}

    Component(UUID id, int lineNo, Makeup.Input input) {
        this(id, lineNo, input.item(), input.quantity(), input.backflush(), null);
    }

    /** What is bought for an operation: it is there when that is done, and goes with the output. */
    Component(UUID id, int lineNo, UUID item, BigDecimal planned, UUID operation) {
        this(id, lineNo, item, planned, true, operation);
    }

    /** What was not planned, and is issued all the same. */
    Component(UUID id, int lineNo, UUID item) {
        this(id, lineNo, item, BigDecimal.ZERO, false, null);
    }

    private Component(
            UUID id,
            int lineNo,
            UUID item,
            BigDecimal planned,
            boolean backflush,
            @Nullable UUID operation) {
        super(id);
        this.lineNo = lineNo;
        this.itemId = item;
        this.planned = planned;
        this.backflush = backflush;
        this.operationId = operation;
        this.unitCost = BigDecimal.ZERO;
        this.reserved = BigDecimal.ZERO;
        this.issued = BigDecimal.ZERO;
        this.issuedValue = BigDecimal.ZERO;
    }

    void plan(BigDecimal cost) {
        unitCost = cost;
    }

    /** What is bought is not there yet. */
    void reserve() {
        reserved = isBought() ? BigDecimal.ZERO : planned;
    }

    /** What is still set aside, which nobody needs any more. */
    Quantity giveUp() {
        Quantity rest = new Quantity(reserved);
        reserved = BigDecimal.ZERO;
        return rest;
    }

    /**
     * @param fromReserved how much of it was set aside
     */
    void issue(BigDecimal quantity, BigDecimal fromReserved, BigDecimal value) {
        if (fromReserved.compareTo(reserved) > 0 || fromReserved.compareTo(quantity) > 0) {
            throw new IllegalStateException("component %s has no %s".formatted(getId(), quantity));
        }
        issued = issued.add(quantity);
        reserved = reserved.subtract(fromReserved);
        issuedValue = issuedValue.add(value);
    }

    /**
     * Takes an issue back.
     *
     * @param again how much of it is set aside again
     */
    void bringBack(BigDecimal quantity, BigDecimal again, BigDecimal value) {
        issued = issued.subtract(quantity);
        reserved = reserved.add(again);
        issuedValue = issuedValue.subtract(value);
    }

    /** What this much of the order should have taken by now and has not; never negative. */
    BigDecimal missingAt(BigDecimal made, BigDecimal ofPlanned) {
        BigDecimal due =
                planned.multiply(made).divide(ofPlanned, planned.scale(), RoundingMode.CEILING);
        return due.subtract(issued).max(BigDecimal.ZERO);
    }

    /** Planned and not issued; never negative. */
    BigDecimal open() {
        return planned.subtract(issued).max(BigDecimal.ZERO);
    }

    int index() {
        return lineNo - 1;
    }

    UUID itemId() {
        return itemId;
    }

    boolean isBackflushed() {
        return backflush;
    }

    /** Whether it is bought for the order, and not out of stock. */
    boolean isBought() {
        return operationId != null;
    }

    @Nullable UUID operation() {
        return operationId;
    }

    boolean isPlanned() {
        return planned.signum() > 0;
    }

    Quantity planned() {
        return new Quantity(planned);
    }

    BigDecimal reserved() {
        return reserved;
    }

    boolean isIssued() {
        return issued.signum() != 0;
    }

    /** What all of it was planned to cost. */
    BigDecimal plannedCost() {
        return planned.multiply(unitCost);
    }

    Variances.Fact fact() {
        return new Variances.Fact(isPlanned(), planned, unitCost, issued, issuedValue);
    }

    WorkOrderView.Component view(Currency currency) {
        return new WorkOrderView.Component(
                getId(),
                itemId,
                planned(),
                backflush,
                operationId,
                new UnitPrice(unitCost),
                new Quantity(reserved),
                new Quantity(issued),
                new Money(issuedValue, currency));
    }
}
