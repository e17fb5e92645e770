package erp.hr.leave;

import erp.core.tx.CompanyRow;
import erp.core.tx.Tx;
import erp.hr.common.Amounts;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A change of a balance of leave. Append-only. */
@Entity
@Immutable
@Table(name = "hr_leave_entry")
public class LeaveEntry extends CompanyRow {
    private UUID employeeId;
    private UUID leaveTypeId;

    @Enumerated(EnumType.STRING)
    private LeaveEntryKind kind;

    private BigDecimal days;
    private LocalDate effectiveDate;

    /** Of what a run does once: {@code ACCRUAL-2026-11}. */
    private @Nullable String runKey;

    private @Nullable UUID requestId;
    private @Nullable String text;
    private Instant createdAt;

    protected LeaveEntry() {}

    LeaveEntry(Tx tx, UUID employee, UUID leaveType, LeaveLedger.Change change) {
        super(tx.newId());
        this.employeeId = employee;
        this.leaveTypeId = leaveType;
        this.kind = change.kind();
        this.days = change.days();
        this.effectiveDate = change.date();
        this.runKey = change.runKey();
        this.requestId = change.request();
        this.text = change.text();
        this.createdAt = tx.now();
    }

    /** A change as callers see it. */
    record View(
            UUID id,
            UUID employeeId,
            UUID leaveTypeId,
            LeaveEntryKind kind,
            BigDecimal days,
            LocalDate date,
            @Nullable UUID requestId,
            @Nullable String text,
            Instant at) {}

    View view() {
        return new View(
                getId(),
                employeeId,
                leaveTypeId,
                kind,
                Amounts.plain(days),
                effectiveDate,
                requestId,
                text,
                createdAt);
    }
}
