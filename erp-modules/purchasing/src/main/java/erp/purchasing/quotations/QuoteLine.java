package erp.purchasing.quotations;

import erp.core.tx.CompanyRow;
import erp.core.value.UnitPrice;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.util.UUID;

/** What a supplier would take for a line. */
@Entity
@Table(name = "purchasing_quote_line")
public class QuoteLine extends CompanyRow {
    private int lineNo;
    private UUID rfqLineId;
    private BigDecimal unitPrice;

    protected QuoteLine() {}

    QuoteLine(UUID id, int lineNo, NewQuote.Line offered) {
        super(id);
        this.lineNo = lineNo;
        this.rfqLineId = offered.rfqLineId();
        this.unitPrice = offered.unitPrice().value();
    }

    int lineNo() {
        return lineNo;
    }

    UUID rfqLineId() {
        return rfqLineId;
    }

    UnitPrice unitPrice() {
        return new UnitPrice(unitPrice);
    }
}
