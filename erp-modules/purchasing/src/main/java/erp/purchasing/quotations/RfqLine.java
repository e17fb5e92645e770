package erp.purchasing.quotations;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** One item that suppliers are asked for. */
@Entity
@Table(name = "purchasing_rfq_line")
public class RfqLine extends CompanyRow {
    private int lineNo;
    private UUID itemId;
    private BigDecimal quantity;
    private LocalDate neededBy;

    protected RfqLine() {}

    RfqLine(UUID id, int lineNo, NewRfq.Line wanted) {
        super(id);
        this.lineNo = lineNo;
        this.itemId = wanted.itemId();
        this.quantity = wanted.quantity().value();
        this.neededBy = wanted.neededBy();
    }

    int lineNo() {
        return lineNo;
    }

    UUID itemId() {
        return itemId;
    }

    Quantity quantity() {
        return new Quantity(quantity);
    }

    LocalDate neededBy() {
        return neededBy;
    }
}
