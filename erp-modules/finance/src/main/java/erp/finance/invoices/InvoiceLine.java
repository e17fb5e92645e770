package erp.finance.invoices;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** One item of an invoice. */
@Entity
@Table(name = "sales_invoice_line")
public class InvoiceLine extends CompanyRow {
    private int lineNo;

    @Column(name = "order_line_id")
    private UUID sourceLineId;

    private UUID itemId;
    private BigDecimal quantity;
    private BigDecimal unitPrice;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;
    private BigDecimal taxRate;

    protected InvoiceLine() {}

    InvoiceLine(UUID id, int lineNo, NewInvoice.Line line) {
        super(id);
        this.lineNo = lineNo;
        this.sourceLineId = line.sourceLine();
        this.itemId = line.item();
        this.quantity = line.quantity().value();
        this.unitPrice = line.unitPrice().value();
        this.net = line.net().amount();
        this.tax = line.tax().amount();
        this.taxCode = line.taxCode().code();
        this.taxRate = line.taxCode().rate();
    }

    PostedInvoice.Line posted(Currency currency) {
        return new PostedInvoice.Line(
                sourceLineId,
                itemId,
                new Quantity(quantity),
                new UnitPrice(unitPrice),
                taxCode,
                taxRate.stripTrailingZeros(),
                new Money(net, currency),
                new Money(tax, currency));
    }
}
