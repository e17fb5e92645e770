package erp.finance.ledger;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** That a document was taken back, which can be once. Append-only. */
@Entity
@Immutable
@Table(name = "finance_reversal")
public class Reversal extends CompanyRow {
    private String documentType;
    private UUID documentId;
    private LocalDate reversalDate;
    private @Nullable String reason;
    private Instant createdAt;

    protected Reversal() {}

    Reversal(Tx tx, String documentType, UUID document, LocalDate date, @Nullable String reason) {
        super(tx.newId());
        this.documentType = documentType;
        this.documentId = document;
        this.reversalDate = date;
        this.reason = reason;
        this.createdAt = tx.now();
    }

    UUID document() {
        return documentId;
    }

    ReversalView view() {
        return new ReversalView(reversalDate, reason, createdAt);
    }
}
