package erp.sales.orders;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/** One item of an order, how much of it is delivered and how much invoiced. */
@Entity
@Table(name = "sales_order_line")
public class OrderLine extends PricedLine {
    @Column(updatable = false)
    private BigDecimal delivered;

    @Column(updatable = false)
    private BigDecimal invoiced;

    protected OrderLine() {}

    OrderLine(UUID id, int lineNo, NewOrder.Line wanted, Currency currency) {
        super(id, lineNo, wanted, currency);
        this.delivered = Quantity.ZERO.value();
        this.invoiced = Quantity.ZERO.value();
    }

    /**
     * Keeps what {@link #deliver} and {@link #invoice} have counted: one statement for all lines,
     * where Hibernate would send one for each.
     */
    public static void keepProgress(Tx tx, Collection<OrderLine> lines) {
        String amounts = " when ? then cast(? as decimal(19,6))".repeat(lines.size());
        List<Object> parameters = new ArrayList<>();
        lines.forEach(line -> Collections.addAll(parameters, line.getId(), line.delivered));
        lines.forEach(line -> Collections.addAll(parameters, line.getId(), line.invoiced));
        lines.forEach(line -> parameters.add(line.getId()));
        parameters.add(tx.companyId());
        int kept =
                Sql.update(
                        tx.session(),
                        """
                        update sales_order_line
                        set delivered = case id%1$s end, invoiced = case id%1$s end
                        where id in (%2$s) and company_id = ?\
                        """
                                .formatted(amounts, Sql.marks(lines.size())),
                        parameters);
        if (kept != lines.size()) {
            throw new IllegalStateException("kept %d of %d lines".formatted(kept, lines.size()));
        }
    }

    /** Ordered and not delivered. */
    public Quantity open() {
        return new Quantity(quantity().value().subtract(delivered));
    }

    /** Delivered and not invoiced. */
    Quantity billable() {
        return new Quantity(delivered.subtract(invoiced));
    }

    boolean isDelivered() {
        return open().isZero();
    }

    boolean isInvoiced() {
        return invoiced.compareTo(quantity().value()) == 0;
    }

    boolean isDeliveryBegun() {
        return delivered.signum() > 0;
    }

    boolean isInvoicingBegun() {
        return invoiced.signum() > 0;
    }

    /** Counts what leaves the warehouse. */
    void deliver(Quantity part) {
        if (!part.isPositive() || part.exceeds(open())) {
            throw new IllegalStateException(
                    "line %s has %s open, cannot deliver %s".formatted(getId(), open(), part));
        }
        delivered = delivered.add(part.value());
    }

    /** Net worth of what is billable. */
    Money worth(Currency currency) {
        return Pricing.part(unitPrice(), new Quantity(invoiced), new Quantity(delivered), currency);
    }

    /** Counts all that is billable as invoiced. */
    public void invoice() {
        invoiced = delivered;
    }

    /** So much of it is invoiced by what stands. */
    public void invoicedIs(BigDecimal quantity) {
        invoiced = quantity;
    }

    /** So much of it is delivered by what stands; answers how much less that is. */
    public BigDecimal deliveredIs(BigDecimal quantity) {
        BigDecimal less = delivered.subtract(quantity);
        delivered = quantity;
        return less;
    }

    boolean isInvoicedBeyondDelivery() {
        return invoiced.compareTo(delivered) > 0;
    }

    OrderView.Line view(Currency currency) {
        return new OrderView.Line(
                getId(),
                itemId(),
                quantity(),
                unitPrice(),
                taxCode(),
                taxRate(),
                net(currency),
                tax(currency),
                new Quantity(delivered),
                new Quantity(invoiced));
    }
}
