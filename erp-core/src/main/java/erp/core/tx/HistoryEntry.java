package erp.core.tx;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import java.time.Instant;
import java.util.UUID;

/**
 * One change of a document: who did what, when, by which request, through which version of the ERP.
 * Append-only.
 */
@Entity
@Table(name = "core_history")
public class HistoryEntry extends CompanyRow {
    private String entityType;
    private UUID entityId;
    private long entityVersion;
    private String action;
    private UUID actorId;
    private String actorName;
    private String requestId;
    private String appVersion;

    @Column(name = "at")
    private Instant at;

    private String detail;

    protected HistoryEntry() {}

    HistoryEntry(
            Tx tx,
            String appVersion,
            String entityType,
            UUID entityId,
            long entityVersion,
            String action,
            String detail) {
        super(tx.newId());
        this.entityType = entityType;
        this.entityId = entityId;
        this.entityVersion = entityVersion;
        this.action = action;
        this.actorId = tx.actor().id();
        this.actorName = tx.actor().name();
        this.requestId = tx.requestId();
        this.appVersion = appVersion;
        this.at = tx.now();
        this.detail = detail;
    }
}
