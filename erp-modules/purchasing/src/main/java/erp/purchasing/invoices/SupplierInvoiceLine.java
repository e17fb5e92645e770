package erp.purchasing.invoices;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.tax.TaxCode;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One item that is billed. What is matched and credited of it is counted by statements. */
@Entity
@Table(name = "purchasing_invoice_line")
public class SupplierInvoiceLine extends CompanyRow {
    private int lineNo;
    private UUID orderId;
    private UUID orderLineId;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;
    private BigDecimal taxRate;

    @Column(updatable = false)
    private BigDecimal matched = Quantity.ZERO.value();

    @Column(updatable = false)
    private BigDecimal matchedValue = BigDecimal.ZERO;

    @Column(updatable = false)
    private BigDecimal credited = Quantity.ZERO.value();

    @Column(updatable = false)
    private BigDecimal creditedValue = BigDecimal.ZERO;

    @Column(updatable = false)
    private BigDecimal allowedValue = BigDecimal.ZERO;

    protected SupplierInvoiceLine() {}

    SupplierInvoiceLine(
            UUID id,
            int lineNo,
            UUID orderId,
            UUID itemId,
            NewSupplierInvoice.Line wanted,
            TaxCode code,
            Money share) {
        super(id);
        this.lineNo = lineNo;
        this.orderId = orderId;
        this.orderLineId = wanted.orderLineId();
        this.itemId = itemId;
        this.quantity = wanted.quantity().value();
        this.unitPrice = wanted.unitPrice().value();
        this.net = wanted.unitPrice().times(wanted.quantity(), share.currency()).amount();
        this.tax = share.amount();
        this.taxCode = code.code();
        this.taxRate = code.rate().setScale(10);
    }

    UUID orderId() {
        return orderId;
    }

    UUID orderLineId() {
        return orderLineId;
    }

    UUID itemId() {
        return itemId;
    }

    Quantity quantity() {
        return new Quantity(quantity);
    }

    UnitPrice unitPrice() {
        return new UnitPrice(unitPrice);
    }

    String taxCode() {
        return taxCode;
    }

    Money net(Currency currency) {
        return new Money(net, currency);
    }

    Money tax(Currency currency) {
        return new Money(tax, currency);
    }

    SupplierInvoiceView.Line view(Currency currency) {
        return new SupplierInvoiceView.Line(
                getId(),
                orderId,
                orderLineId,
                itemId,
                quantity(),
                unitPrice(),
                taxCode,
                taxRate.stripTrailingZeros(),
                net(currency),
                tax(currency),
                new Quantity(matched),
                new Quantity(credited),
                new Money(creditedValue.add(allowedValue), currency));
    }
}
