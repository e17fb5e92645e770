package erp.sales;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One item of an invoice. */
@Entity
@Table(name = "sales_invoice_line")
class InvoiceLine extends CompanyRow {
    private int lineNo;
    private UUID orderLineId;
    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;
    private BigDecimal taxRate;

    protected InvoiceLine() {}

    InvoiceLine(UUID id, int lineNo, Billing.Part part) {
        super(id);
        OrderLine line = part.line();
        this.lineNo = lineNo;
        this.orderLineId = line.getId();
        this.itemId = line.itemId();
        this.quantity = part.quantity().value();
        this.unitPrice = line.unitPrice().value();
        this.net = part.net().amount();
        this.tax = part.tax().amount();
        this.taxCode = line.taxCode();
        this.taxRate = line.taxRate();
    }

    TaxSubtotal subtotal(Currency currency) {
        return new TaxSubtotal(
                taxCode, taxRate, new Money(net, currency), new Money(tax, currency));
    }

    InvoiceView.Line view(Currency currency) {
        return new InvoiceView.Line(
                orderLineId,
                itemId,
                new Quantity(quantity),
                new UnitPrice(unitPrice),
                taxCode,
                taxRate.stripTrailingZeros(),
                new Money(net, currency),
                new Money(tax, currency));
    }
}
