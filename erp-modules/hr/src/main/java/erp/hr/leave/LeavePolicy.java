package erp.hr.leave;

import erp.core.tx.Document;
import erp.hr.common.Amounts;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;

/** How much of a kind of leave somebody gets, what is carried over, and who has to approve. */
@Entity
@Table(name = "hr_leave_policy")
public class LeavePolicy extends Document {
    private String code;
    private String name;
    private UUID leaveTypeId;

    @Enumerated(EnumType.STRING)
    private Accrual accrual;

    private BigDecimal daysPerYear;
    private BigDecimal carryOver;
    private int carryOverMonths;
    private int levels;

    protected LeavePolicy() {}

    LeavePolicy(UUID id, LeavePolicies.NewPolicy wanted, LeaveType type) {
        super(id);
        this.code = wanted.code();
        this.leaveTypeId = type.getId();
        change(wanted);
    }

    /** The kind of leave stays: enrolments are kept apart by it. */
    final void change(LeavePolicies.NewPolicy wanted) {
        name = wanted.name();
        accrual = wanted.accrual();
        daysPerYear = wanted.daysPerYear();
        carryOver = wanted.carryOver();
        carryOverMonths = wanted.carryOverMonths();
        levels = wanted.levels();
    }

    String code() {
        return code;
    }

    UUID leaveTypeId() {
        return leaveTypeId;
    }

    Accrual accrual() {
        return accrual;
    }

    BigDecimal carryOver() {
        return carryOver;
    }

    /** After how many months of the new year what was carried over lapses; zero: never. */
    int carryOverMonths() {
        return carryOverMonths;
    }

    int levels() {
        return levels;
    }

    /** What the first so many months of a year have of its days; twelve have all of them. */
    BigDecimal daysOfMonths(int months) {
        return daysPerYear
                .multiply(BigDecimal.valueOf(months))
                .divide(BigDecimal.valueOf(12), 2, RoundingMode.HALF_UP);
    }

    LeavePolicies.PolicyView view(String leaveType) {
        return new LeavePolicies.PolicyView(
                getId(),
                code,
                name,
                leaveType,
                accrual,
                Amounts.plain(daysPerYear),
                Amounts.plain(carryOver),
                carryOverMonths,
                levels,
                getVersion());
    }
}
