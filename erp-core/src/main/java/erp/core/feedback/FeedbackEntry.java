package erp.core.feedback;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** What a user said. Append-only. */
@Entity
@Table(name = "core_feedback")
class FeedbackEntry extends CompanyRow {
    private UUID userId;
    private String userName;

    @Enumerated(EnumType.STRING)
    private FeedbackKind kind;

    private String text;
    private @Nullable String document;
    private String version;
    private String countedAs;
    private String appVersion;
    private String requestId;

    @Column(name = "at")
    private Instant at;

    protected FeedbackEntry() {}

    FeedbackEntry(Tx tx, NewFeedback said, String version, String countedAs) {
        super(tx.newId());
        this.userId = tx.actor().id();
        this.userName = tx.actor().name();
        this.kind = said.kind();
        this.text = said.text();
        this.document = said.document();
        this.version = version;
        this.countedAs = countedAs;
        this.appVersion = tx.appVersion();
        this.requestId = tx.requestId();
        this.at = tx.now();
    }

    FeedbackView view() {
        return new FeedbackView(
                getId(),
                kind,
                text,
                version,
                document,
                countedAs,
                userId,
                userName,
                appVersion,
                requestId,
                at);
    }
}
