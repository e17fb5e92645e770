package erp.purchasing.matching;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.inventory.stock.Origin;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * So much of a receipt's line is so much of an invoice's; negative where that is taken back.
 * Append-only.
 */
@Entity
@Table(name = "purchasing_match")
public class Match extends CompanyRow {
    private String causeType;
    private UUID causeId;
    private UUID orderLineId;
    private UUID receiptLineId;
    private UUID invoiceLineId;
    private BigDecimal quantity;
    private BigDecimal receiptValue;
    private BigDecimal invoiceValue;
    private Instant matchedAt;

    protected Match() {}

    Match(
            Tx tx,
            Origin cause,
            UUID orderLine,
            UUID receiptLine,
            UUID invoiceLine,
            Quantity quantity,
            Money receiptValue,
            Money invoiceValue) {
        super(tx.newId());
        this.causeType = cause.type();
        this.causeId = cause.id();
        this.orderLineId = orderLine;
        this.receiptLineId = receiptLine;
        this.invoiceLineId = invoiceLine;
        this.quantity = quantity.value();
        this.receiptValue = receiptValue.amount();
        this.invoiceValue = invoiceValue.amount();
        this.matchedAt = tx.now();
    }
}
