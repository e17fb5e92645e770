package erp.hr.leave;

import erp.core.ErpException;
import erp.core.tx.Document;
import erp.core.tx.Tx;
import erp.hr.common.Amounts;
import erp.hr.common.HrError;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Leave that somebody asks for. */
@Entity
@Table(name = "hr_leave_request")
public class LeaveRequest extends Document {
    static final String TYPE = "hr.leave-request";
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private UUID employeeId;
    private UUID leaveTypeId;
    private LocalDate fromDay;
    private LocalDate toDay;
    private boolean halfDay;
    private BigDecimal days;

    @Enumerated(EnumType.STRING)
    private LeaveState state = LeaveState.DRAFT;

    /** How many must approve, and how many have. */
    private int levels;

    private int approved;

    /** The employee whose turn it is to approve; only officers may where there is none. */
    private @Nullable UUID approverId;

    private @Nullable String reason;

    /**
     * The user who last said what is asked for; unknown of what was asked for before it was kept.
     */
    private @Nullable UUID enteredBy;

    protected LeaveRequest() {}

    LeaveRequest(Tx tx, UUID employee, LeaveType type, NewLeave wanted, int workdays) {
        super(tx.newId());
        this.employeeId = employee;
        want(tx, type, wanted, workdays);
    }

    /** Throws LEAVE_STATE. */
    void change(Tx tx, LeaveType type, NewLeave wanted, int workdays) {
        if (state != LeaveState.DRAFT) {
            throw wrong("only a draft is changed");
        }
        want(tx, type, wanted, workdays);
    }

    private void want(Tx tx, LeaveType type, NewLeave wanted, int workdays) {
        enteredBy = tx.actor().id();
        leaveTypeId = type.getId();
        fromDay = wanted.from();
        toDay = wanted.to();
        halfDay = wanted.isHalfDay();
        days = halfDay ? HALF : BigDecimal.valueOf(workdays);
        reason = wanted.reason();
    }

    /** Throws LEAVE_STATE. */
    void submit(int workdays, int levelsNeeded, @Nullable UUID approver) {
        become(LeaveState.SUBMITTED);
        days = halfDay ? HALF : BigDecimal.valueOf(workdays);
        levels = levelsNeeded;
        approverId = approver;
    }

    /** Answers whether that was the last approval that it needed. Throws LEAVE_STATE. */
    boolean approve(@Nullable UUID nextApprover) {
        requireSubmitted();
        approved++;
        if (approved < levels) {
            approverId = nextApprover;
            return false;
        }
        become(LeaveState.APPROVED);
        approverId = null;
        return true;
    }

    void requireSubmitted() {
        if (state != LeaveState.SUBMITTED) {
            throw wrong("only what is submitted is decided on");
        }
    }

    void reject() {
        become(LeaveState.REJECTED);
        approverId = null;
    }

    /** Answers whether its days were taken already. Throws LEAVE_STATE. */
    boolean cancel() {
        boolean taken = state == LeaveState.APPROVED;
        become(LeaveState.CANCELLED);
        approverId = null;
        return taken;
    }

    private void become(LeaveState next) {
        if (!state.next().contains(next)) {
            throw wrong("it cannot become " + next);
        }
        state = next;
    }

    private ErpException wrong(String why) {
        return new ErpException(HrError.LEAVE_STATE, "the request is %s, %s", state, why);
    }

    UUID employeeId() {
        return employeeId;
    }

    UUID leaveTypeId() {
        return leaveTypeId;
    }

    LocalDate fromDay() {
        return fromDay;
    }

    LocalDate toDay() {
        return toDay;
    }

    boolean isHalfDay() {
        return halfDay;
    }

    BigDecimal days() {
        return days;
    }

    LeaveState state() {
        return state;
    }

    int approvedLevels() {
        return approved;
    }

    @Nullable UUID enteredBy() {
        return enteredBy;
    }

    @Nullable UUID approverId() {
        return approverId;
    }

    LeaveRequests.RequestView view(String leaveType, List<LeaveDecision> decisions) {
        return new LeaveRequests.RequestView(
                getId(),
                employeeId,
                leaveType,
                fromDay,
                toDay,
                halfDay,
                Amounts.plain(days),
                state,
                levels,
                approved,
                approverId,
                reason,
                decisions.stream().map(LeaveDecision::view).toList(),
                getVersion());
    }
}
