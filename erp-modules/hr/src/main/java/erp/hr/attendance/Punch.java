package erp.hr.attendance;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/** That an employee came or went. Append-only: a correction is a row of its own that names it. */
@Entity
@Immutable
@Table(name = "hr_punch")
public class Punch extends CompanyRow {
    private UUID employeeId;

    @Column(name = "at")
    private Instant at;

    @Enumerated(EnumType.STRING)
    private PunchKind kind;

    private @Nullable UUID replacesId;

    /** Says that what it replaces was never so. */
    private boolean isVoid;

    private @Nullable String reason;
    private UUID enteredBy;
    private Instant enteredAt;

    protected Punch() {}

    Punch(Tx tx, UUID employee, PunchKind kind, Instant at, @Nullable String reason) {
        super(tx.newId());
        this.employeeId = employee;
        this.kind = kind;
        this.at = at;
        this.reason = reason;
        this.enteredBy = tx.actor().id();
        this.enteredAt = tx.now();
    }

    /** In the place of another, at another time or, where none is named, never. */
    Punch(Tx tx, Punch wrong, @Nullable Instant at, String reason) {
        this(tx, wrong.employeeId, wrong.kind, at == null ? wrong.at : at, reason);
        this.replacesId = wrong.getId();
        this.isVoid = at == null;
    }

    UUID employeeId() {
        return employeeId;
    }

    Instant at() {
        return at;
    }

    PunchKind kind() {
        return kind;
    }

    Punches.PunchView view() {
        return new Punches.PunchView(
                getId(), employeeId, kind, at, replacesId, isVoid, reason, enteredBy, enteredAt);
    }
}
