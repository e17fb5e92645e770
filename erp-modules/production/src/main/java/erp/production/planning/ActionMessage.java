package erp.production.planning;

import erp.core.tx.CompanyRow;
import erp.core.value.Quantity;
import erp.production.mrp.MessageKind;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** What a person should do, for queries; {@link ResultWriter} makes it. */
@Entity
@Immutable
@Table(name = "production_message")
class ActionMessage extends CompanyRow {
    private UUID runId;

    @Enumerated(EnumType.STRING)
    private MessageKind kind;

    private UUID itemId;
    private String documentType;
    private UUID documentId;
    private BigDecimal quantity;
    private LocalDate dated;
    private @Nullable LocalDate neededOn;

    protected ActionMessage() {}

    UUID runId() {
        return runId;
    }

    View view() {
        return new View(
                getId(),
                kind,
                itemId,
                documentType,
                documentId,
                new Quantity(quantity),
                dated,
                neededOn);
    }

    /**
     * What a person should do.
     *
     * @param documentType of the document; {@code production.planned-order} where it is proposed
     * @param dated when it is expected now; of LATE, when it can be there at the earliest
     * @param neededOn when it is wanted; absent where nobody wants it
     */
    public record View(
            UUID id,
            MessageKind kind,
            UUID itemId,
            String documentType,
            UUID documentId,
            Quantity quantity,
            LocalDate dated,
            @Nullable LocalDate neededOn) {}
}
