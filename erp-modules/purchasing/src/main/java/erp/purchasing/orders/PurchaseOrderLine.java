package erp.purchasing.orders;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxSubtotal;
import erp.purchasing.policy.Rules;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** One item of an order, and how much of it came, went back, was invoiced and credited. */
@Entity
@Table(name = "purchasing_order_line")
public class PurchaseOrderLine extends CompanyRow {
    private static final int SCALE = 6;

    /** No quantity is larger. */
    private static final BigDecimal LARGEST = new BigDecimal("999999999999.999999");

    private int lineNo;
    private UUID itemId;
    private BigDecimal quantity;

    /** What may be received and invoiced of it in the end: the quantity, and what is tolerated. */
    private BigDecimal most;

    private BigDecimal unitPrice;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;
    private BigDecimal taxRate;
    private LocalDate dueDate;
    private BigDecimal received = BigDecimal.ZERO.setScale(SCALE);
    private BigDecimal refused = BigDecimal.ZERO.setScale(SCALE);
    private BigDecimal returned = BigDecimal.ZERO.setScale(SCALE);
    private BigDecimal invoiced = BigDecimal.ZERO.setScale(SCALE);
    private BigDecimal credited = BigDecimal.ZERO.setScale(SCALE);

    protected PurchaseOrderLine() {}

    PurchaseOrderLine(UUID id, int lineNo, Priced wanted, Money share, BigDecimal overPercent) {
        super(id);
        this.lineNo = lineNo;
        say(wanted, share, overPercent);
    }

    /** Is about this from now on. */
    void change(Priced wanted, Money share, BigDecimal overPercent) {
        say(wanted, share, overPercent);
    }

    private void say(Priced wanted, Money share, BigDecimal overPercent) {
        itemId = wanted.item();
        quantity = wanted.quantity().value();
        most = Rules.with(quantity, overPercent).setScale(SCALE, RoundingMode.DOWN).min(LARGEST);
        unitPrice = wanted.unitPrice().value();
        net = wanted.unitPrice().times(wanted.quantity(), share.currency()).amount();
        tax = share.amount();
        taxCode = wanted.taxCode().code();
        taxRate = wanted.taxCode().rate().setScale(10);
        dueDate = wanted.dueDate();
    }

    public int index() {
        return lineNo - 1;
    }

    public UUID itemId() {
        return itemId;
    }

    public Quantity quantity() {
        return new Quantity(quantity);
    }

    public UnitPrice unitPrice() {
        return new UnitPrice(unitPrice);
    }

    public String taxCode() {
        return taxCode;
    }

    public LocalDate dueDate() {
        return dueDate;
    }

    /** Received and not sent back. */
    public Quantity kept() {
        return new Quantity(received.subtract(returned));
    }

    /** Invoiced and not credited. */
    public Quantity billed() {
        return new Quantity(invoiced.subtract(credited));
    }

    /** Ordered and not there; nothing where more is there than was ordered. */
    public Quantity open() {
        return new Quantity(quantity.subtract(kept().value()).max(BigDecimal.ZERO));
    }

    /** What may still come in. */
    public Quantity room() {
        return new Quantity(most.subtract(kept().value()));
    }

    /** What may still be invoiced, received or not. */
    public Quantity billable() {
        return new Quantity(most.subtract(billed().value()));
    }

    boolean isReceived() {
        return open().isZero();
    }

    /** Whether some of it has come, was refused or was billed. */
    boolean isBegun() {
        return isReceivingBegun() || refused.signum() > 0 || isInvoicingBegun();
    }

    boolean isReceivingBegun() {
        return received.signum() > 0;
    }

    /** All that is there is invoiced. */
    boolean isBilled() {
        return !kept().exceeds(billed());
    }

    boolean isInvoicingBegun() {
        return invoiced.signum() > 0;
    }

    /** Whether so much more can be counted as received, as what went back counts too. */
    public boolean canReceive(Quantity part) {
        return isCountable(received, part);
    }

    /** Whether so much more can be counted as refused, which nothing else limits. */
    public boolean canRefuse(Quantity part) {
        return isCountable(refused, part);
    }

    /** Whether so much more can be counted as invoiced, as what was credited counts too. */
    public boolean canInvoice(Quantity part) {
        return isCountable(invoiced, part);
    }

    private static boolean isCountable(BigDecimal before, Quantity more) {
        return before.add(more.value()).compareTo(LARGEST) <= 0;
    }

    /** Counts goods that came: so much was taken in, so much refused. */
    public void receive(Quantity accepted, Quantity sentAway) {
        if (accepted.exceeds(room()) || !canReceive(accepted) || !canRefuse(sentAway)) {
            throw new IllegalStateException("line %s has no room".formatted(getId()));
        }
        received = received.add(accepted.value());
        refused = refused.add(sentAway.value());
    }

    /** So much came of it by what stands, and so much was refused. */
    void receivedIs(BigDecimal accepted, BigDecimal sentAway) {
        received = accepted;
        refused = sentAway;
    }

    /** So much of it is billed by what stands. */
    void invoicedIs(BigDecimal billed) {
        invoiced = billed;
    }

    public void sendBack(Quantity part) {
        returned = returned.add(part.value());
    }

    public void invoice(Quantity part) {
        if (part.exceeds(billable()) || !canInvoice(part)) {
            throw new IllegalStateException("line %s is invoiced already".formatted(getId()));
        }
        invoiced = invoiced.add(part.value());
    }

    public void credit(Quantity part) {
        credited = credited.add(part.value());
    }

    Money net(Currency currency) {
        return new Money(net, currency);
    }

    TaxSubtotal subtotal(Currency currency) {
        return new TaxSubtotal(taxCode, taxRate, net(currency), new Money(tax, currency));
    }

    PurchaseOrderView.Line view(Currency currency) {
        return new PurchaseOrderView.Line(
                getId(),
                itemId,
                quantity(),
                unitPrice(),
                taxCode,
                taxRate.stripTrailingZeros(),
                net(currency),
                new Money(tax, currency),
                dueDate,
                new Quantity(received),
                new Quantity(refused),
                new Quantity(returned),
                new Quantity(invoiced),
                new Quantity(credited));
    }
}
