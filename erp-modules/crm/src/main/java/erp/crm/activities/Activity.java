package erp.crm.activities;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.crm.common.CrmError;
import erp.crm.common.Optionals;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** Something to be done. */
@Entity
@Table(name = "crm_activity")
public class Activity extends Document {
    static final String TYPE = "crm.activity";

    @Enumerated(EnumType.STRING)
    private ActivityKind kind;

    @Enumerated(EnumType.STRING)
    private ActivityState state = ActivityState.OPEN;

    private String subject;
    private @Nullable String note;
    private LocalDate dueDate;
    private @Nullable String outcome;
    private @Nullable UUID representativeId;
    private @Nullable UUID organisationId;
    private @Nullable UUID contactId;
    private @Nullable UUID leadId;
    private @Nullable UUID opportunityId;
    private Instant createdAt;
    private @Nullable Instant closedAt;

    protected Activity() {}

    Activity(UUID id, NewActivity wanted, Instant createdAt) {
        super(id);
        this.createdAt = createdAt;
        say(wanted);
    }

    /** Throws ACTIVITY_STATE. */
    void change(NewActivity wanted) {
        requireOpen();
        say(wanted);
    }

    /** Throws ACTIVITY_STATE. */
    void close(ActivityState as, @Nullable String what, Instant now) {
        requireOpen();
        state = as;
        outcome = Optionals.stripped(what);
        closedAt = now;
    }

    @Nullable UUID representative() {
        return representativeId;
    }

    ActivityView view(LocalDate today) {
        return new ActivityView(
                getId(),
                kind,
                state,
                subject,
                note,
                dueDate,
                state == ActivityState.OPEN && dueDate.isBefore(today),
                outcome,
                representativeId,
                organisationId,
                contactId,
                leadId,
                opportunityId,
                createdAt,
                closedAt,
                getVersion());
    }

    private void say(NewActivity wanted) {
        kind = wanted.kind();
        subject = wanted.subject().strip();
        note = Optionals.stripped(wanted.note());
        dueDate = wanted.dueDate();
        representativeId = wanted.representativeId();
        organisationId = wanted.organisationId();
        contactId = wanted.contactId();
        leadId = wanted.leadId();
        opportunityId = wanted.opportunityId();
    }

    private void requireOpen() {
        if (state != ActivityState.OPEN) {
            throw new ErpException(
                    CrmError.ACTIVITY_STATE, "is %s: only an open one changes", state);
        }
    }
}
