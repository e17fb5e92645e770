package erp.purchasing.returns;

import erp.core.tx.CompanyRow;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.tax.TaxCode;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.UUID;

/** What of an invoice's line is credited. */
@Entity
@Table(name = "purchasing_credit_line")
public class CreditLine extends CompanyRow {
    private int lineNo;
    private UUID invoiceLineId;
    private UUID orderLineId;
    private BigDecimal quantity;
    private BigDecimal net;
    private BigDecimal tax;
    private String taxCode;
    private BigDecimal taxRate;

    /** What it takes off the account of goods that are invoiced. */
    private BigDecimal cleared;

    protected CreditLine() {}

    CreditLine(UUID id, int lineNo, Claim claim, TaxCode code, Money tax) {
        super(id);
        this.lineNo = lineNo;
        this.invoiceLineId = claim.line().id();
        this.orderLineId = claim.line().orderLine();
        this.quantity = claim.quantity().value();
        this.net = claim.net().amount();
        this.tax = tax.amount();
        this.taxCode = code.code();
        this.taxRate = code.rate().setScale(10);
        this.cleared = claim.cleared().amount();
    }

    CreditView.Line view(Currency currency) {
        return new CreditView.Line(
                getId(),
                invoiceLineId,
                orderLineId,
                new Quantity(quantity),
                taxCode,
                taxRate.stripTrailingZeros(),
                new Money(net, currency),
                new Money(tax, currency));
    }
}
