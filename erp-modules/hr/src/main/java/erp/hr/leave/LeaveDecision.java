package erp.hr.leave;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** That somebody approved or rejected a request, at one of its levels. Append-only. */
@Entity
@Immutable
@Table(name = "hr_leave_decision")
public class LeaveDecision extends CompanyRow {
    private UUID requestId;
    private int level;
    private boolean approved;
    private UUID actorId;
    private String actorName;
    private @Nullable UUID onBehalfOf;
    private @Nullable String text;

    @Column(name = "at")
    private Instant at;

    protected LeaveDecision() {}

    LeaveDecision(
            Tx tx,
            LeaveRequest request,
            boolean approved,
            @Nullable UUID onBehalfOf,
            @Nullable String text) {
        super(tx.newId());
        this.requestId = request.getId();
        this.level = request.approvedLevels() + 1;
        this.approved = approved;
        this.actorId = tx.actor().id();
        this.actorName = tx.actor().name();
        this.onBehalfOf = onBehalfOf;
        this.text = text;
        this.at = tx.now();
    }

    UUID requestId() {
        return requestId;
    }

    UUID actorId() {
        return actorId;
    }

    /**
     * As callers see it.
     *
     * @param onBehalfOf the employee whose turn it was, where another decided for him
     */
    record View(
            int level,
            boolean approved,
            UUID actorId,
            String actorName,
            @Nullable UUID onBehalfOf,
            @Nullable String text,
            Instant at) {}

    View view() {
        return new View(level, approved, actorId, actorName, onBehalfOf, text, at);
    }
}
