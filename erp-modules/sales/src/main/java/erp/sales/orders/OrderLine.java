package erp.sales.orders;

import erp.core.sql.Sql;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxCode;
import erp.finance.tax.TaxSubtotal;

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
public class OrderLine extends CompanyRow {
    private int lineNo;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;
    private BigDecimal taxRate;

    @Column(updatable = false)
    private BigDecimal delivered;

    @Column(updatable = false)
    private BigDecimal invoiced;

    protected OrderLine() {}

    OrderLine(UUID id, int lineNo, NewOrder.Line wanted, Currency currency) {
        super(id);
        this.lineNo = lineNo;
        this.itemId = wanted.itemId();
        this.quantity = wanted.quantity().value();
        this.unitPrice = wanted.unitPrice().value();
        this.delivered = Quantity.ZERO.value();
        this.invoiced = Quantity.ZERO.value();
        this.net = wanted.unitPrice().times(wanted.quantity(), currency).amount();
        this.taxCode = wanted.taxCodeOrDefault();
        this.taxRate = BigDecimal.ZERO;
        this.tax = Money.zero(currency).amount();
    }

    /** Is about something else; its tax is the order's to tell. */
    void change(NewOrder.Line wanted, Currency currency) {
        itemId = wanted.itemId();
        quantity = wanted.quantity().value();
        unitPrice = wanted.unitPrice().value();
        net = wanted.unitPrice().times(wanted.quantity(), currency).amount();
        taxCode = wanted.taxCodeOrDefault();
    }

    /** Takes over a tax, and what share this line has of it: only the order knows the whole. */
    void take(TaxCode code, Money share) {
        taxCode = code.code();
        taxRate = code.rate().setScale(10);
        tax = share.amount();
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

    TaxSubtotal subtotal(Currency currency) {
        return new TaxSubtotal(taxCode, taxRate, net(currency), tax(currency));
    }

    public int index() {
        return lineNo - 1;
    }

    public UUID itemId() {
        return itemId;
    }

    public String taxCode() {
        return taxCode;
    }

    UnitPrice unitPrice() {
        return new UnitPrice(unitPrice);
    }

    public Quantity quantity() {
        return new Quantity(quantity);
    }

    Money net(Currency currency) {
        return new Money(net, currency);
    }

    Money tax(Currency currency) {
        return new Money(tax, currency);
    }

    /** Ordered and not delivered. */
    public Quantity open() {
        return new Quantity(quantity.subtract(delivered));
    }

    /** Delivered and not invoiced. */
    Quantity billable() {
        return new Quantity(delivered.subtract(invoiced));
    }

    boolean isDelivered() {
        return open().isZero();
    }

    boolean isInvoiced() {
        return invoiced.compareTo(quantity) == 0;
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

    OrderView.Line view(Currency currency) {
        return new OrderView.Line(
                getId(),
                itemId,
                quantity(),
                unitPrice(),
                taxCode,
                taxRate.stripTrailingZeros(),
                net(currency),
                tax(currency),
                new Quantity(delivered),
                new Quantity(invoiced));
    }
}
