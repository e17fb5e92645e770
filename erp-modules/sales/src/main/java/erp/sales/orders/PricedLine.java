package erp.sales.orders;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxCode;
import erp.finance.tax.TaxSubtotal;

import jakarta.persistence.MappedSuperclass;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One item of what is sold, at its price, with its share of the document's tax. */
@MappedSuperclass
public abstract class PricedLine extends CompanyRow {
    private int lineNo;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;
    private BigDecimal taxRate;

    protected PricedLine() {}

    protected PricedLine(UUID id, int lineNo, NewOrder.Line wanted, Currency currency) {
        super(id);
        this.lineNo = lineNo;
        this.taxRate = BigDecimal.ZERO;
        this.tax = Money.zero(currency).amount();
        change(wanted, currency);
    }

    /** Is about something else; its tax is the document's to tell. */
    final void change(NewOrder.Line wanted, Currency currency) {
        itemId = wanted.itemId();
        quantity = wanted.quantity().value();
        unitPrice = wanted.unitPrice().value();
        net = wanted.unitPrice().times(wanted.quantity(), currency).amount();
        taxCode = wanted.taxCodeOrDefault();
    }

    /** Takes over a tax, and what share this line has of it: only the document knows the whole. */
    void take(TaxCode code, Money share) {
        taxCode = code.code();
        taxRate = code.rate().setScale(10);
        tax = share.amount();
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

    public BigDecimal taxRate() {
        return taxRate.stripTrailingZeros();
    }

    public UnitPrice unitPrice() {
        return new UnitPrice(unitPrice);
    }

    public Quantity quantity() {
        return new Quantity(quantity);
    }

    public Money net(Currency currency) {
        return new Money(net, currency);
    }

    public Money tax(Currency currency) {
        return new Money(tax, currency);
    }
}
