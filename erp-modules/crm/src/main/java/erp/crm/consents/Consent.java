package erp.crm.consents;

import erp.core.http.Versioned;
import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** What a contact or lead once said of a channel, and how we know. It never changes. */
@Entity
@Table(name = "crm_consent")
public class Consent extends CompanyRow {
    private @Nullable UUID contactId;
    private @Nullable UUID leadId;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Enumerated(EnumType.STRING)
    private ConsentState decision;

    private String evidence;
    private Instant decidedAt;

    protected Consent() {}

    Consent(
            Tx tx,
            @Nullable UUID contact,
            @Nullable UUID lead,
            Channel channel,
            ConsentState decision,
            String evidence,
            Instant decidedAt) {
        super(tx.newId());
        this.contactId = contact;
        this.leadId = lead;
        this.channel = channel;
        this.decision = decision;
        this.evidence = evidence;
        this.decidedAt = decidedAt;
    }

    View view() {
        return new View(getId(), channel, decision, evidence, decidedAt, 0);
    }

    /** A consent as callers see it. */
    public record View(
            UUID id,
            Channel channel,
            ConsentState decision,
            String evidence,
            Instant decidedAt,
            long version)
            implements Versioned {}
}
