package erp.core.quarantine;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** That a document is held for review, or was. */
@Entity
@Table(name = "core_quarantine")
class QuarantineEntry extends Document {
    private String entityType;
    private UUID entityId;
    private @Nullable String number;
    private String releaseName;
    private String reason;
    private String broken;

    @Enumerated(EnumType.STRING)
    private QuarantineState state;

    /** The document while it is held: no document is held twice. */
    private @Nullable UUID liveId;

    private UUID heldBy;
    private String heldByName;
    private Instant heldAt;
    private @Nullable UUID releasedBy;
    private @Nullable String releasedByName;
    private @Nullable Instant releasedAt;
    private @Nullable String why;

    protected QuarantineEntry() {}

    QuarantineEntry(Tx tx, NewQuarantine wanted, NewQuarantine.Document document) {
        super(tx.newId());
        List<String> rules = document.broken();
        this.entityType = document.type();
        this.entityId = document.id();
        this.number = document.number();
        this.releaseName = wanted.release();
        this.reason = wanted.reason();
        this.broken = rules == null ? "" : String.join(" ", rules);
        this.state = QuarantineState.HELD;
        this.liveId = document.id();
        this.heldBy = tx.actor().id();
        this.heldByName = tx.actor().name();
        this.heldAt = tx.now();
    }

    /** Throws QUARANTINE_ENDED. */
    void release(Tx tx, String reviewed) {
        if (state == QuarantineState.RELEASED) {
            throw new ErpException(
                    QuarantineError.QUARANTINE_ENDED,
                    "%s %s was released before",
                    entityType,
                    entityId);
        }
        state = QuarantineState.RELEASED;
        liveId = null;
        releasedBy = tx.actor().id();
        releasedByName = tx.actor().name();
        releasedAt = tx.now();
        why = reviewed;
    }

    DocumentName document() {
        return new DocumentName(entityType, entityId);
    }

    String release() {
        return releaseName;
    }

    QuarantineView view() {
        return new QuarantineView(
                getId(),
                getVersion(),
                entityType,
                entityId,
                number,
                releaseName,
                reason,
                broken.isEmpty() ? List.of() : List.of(broken.split(" ")),
                state,
                heldBy,
                heldByName,
                heldAt,
                releasedBy,
                releasedByName,
                releasedAt,
                why);
    }
}
