package erp.purchasing.invoices;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

/** A reason why an invoice is blocked, or was. */
@Entity
@Table(name = "purchasing_block")
public class InvoiceBlock extends CompanyRow {
    private int lineNo;

    @Enumerated(EnumType.STRING)
    private BlockReason reason;

    private String expected;
    private String actual;

    protected InvoiceBlock() {}

    InvoiceBlock(Tx tx, Finding finding) {
        super(tx.newId());
        this.lineNo = finding.line();
        this.reason = finding.reason();
        this.expected = finding.expected();
        this.actual = finding.actual();
    }

    SupplierInvoiceView.Block view() {
        return new SupplierInvoiceView.Block(
                lineNo == 0 ? null : lineNo - 1, reason, expected, actual);
    }
}
