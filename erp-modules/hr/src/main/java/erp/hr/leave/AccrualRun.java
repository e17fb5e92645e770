package erp.hr.leave;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What employees are given of leave, and what lapses, month by month. Everything that it does has a
 * key, which an employee's kind of leave has once, so that a month can be run any number of times.
 */
final class AccrualRun {
    /** In one transaction; a larger company calls again. */
    private static final int MOST = 500;

    /** Any day of the month that is meant. */
    record Month(LocalDate month) {}

    /**
     * @param employees for whom something was done
     * @param entries that were made
     * @param complete whether nothing is left to do for the month
     */
    record Result(int employees, int entries, boolean complete) {}

    /** A policy at work for an employee. */
    private record Case(Enrolment enrolment, LeavePolicy policy, LeaveType type) {
        private UUID employee() {
            return enrolment.employeeId();
        }

        private String key(String key) {
            return employee() + " " + type.getId() + " " + key;
        }
    }

    private final Tx tx;
    private final YearMonth month;
    private final Set<String> done = new HashSet<>();
    private int entries;

    private AccrualRun(Tx tx, YearMonth month) {
        this.tx = tx;
        this.month = month;
    }

    /** Throws INVALID_DATES where the month has not begun. */
    static Result run(Tx tx, Month asked) {
        YearMonth month = YearMonth.from(asked.month());
        HrError.INVALID_DATES.refuseIf(
                month.atDay(1).isAfter(tx.today()), "/month", "future", "has not begun yet");
        return new AccrualRun(tx, month).run();
    }

    private Result run() {
        List<Case> due = new ArrayList<>();
        loadDone();
        for (Enrolment one :
                new LeaveQueries_(tx.session())
                        .enrolmentsWithin(month.atDay(1), month.atEndOfMonth())) {
            LeavePolicy policy = LeavePolicies.require(tx, one.policyId());
            Case each = new Case(one, policy, LeaveTypes.require(tx, one.leaveTypeId()));
            if (isDue(each)) {
                due.add(each);
            }
        }
        List<UUID> employees = due.stream().map(Case::employee).distinct().sorted().toList();
        List<UUID> now = employees.subList(0, Math.min(MOST, employees.size()));
        Map<UUID, Employee> locked = new HashMap<>();
        now.forEach(it -> locked.put(it, Employees.lock(tx, it)));
        done.clear();
        loadDone();
        for (Case each : due) {
            Employee employee = locked.get(each.employee());
            if (employee != null) {
                LocalDate left = employee.leftOn();
                apply(each, left == null ? LocalDate.MAX : left);
            }
        }
        return new Result(now.size(), entries, now.size() == employees.size());
    }

    /** Keys of the month and of its year, of all employees. */
    private void loadDone() {
        Sql.query(
                        tx.session(),
                        "select employee_id, leave_type_id, run_key from hr_leave_entry where"
                                + " company_id = ? and run_key in (?, ?, ?, ?, ?, ?)",
                        List.of(
                                tx.companyId(),
                                accrual(),
                                grant(),
                                carried(),
                                lapsed(),
                                expired(),
                                "CARRY-OUT-" + (month.getYear() - 1)),
                        row ->
                                Sql.uuid(row.getBytes(1))
                                        + " "
                                        + Sql.uuid(row.getBytes(2))
                                        + " "
                                        + row.getString(3))
                .forEach(done::add);
    }

    private String accrual() {
        return "ACCRUAL-" + month;
    }

    private String grant() {
        return "GRANT-" + month.getYear();
    }

    private String carried() {
        return "CARRY-IN-" + month.getYear();
    }

    /** What the year before has left above the limit. */
    private String expired() {
        return "EXPIRY-" + (month.getYear() - 1);
    }

    private String lapsed() {
        return "LAPSE-" + month.getYear();
    }

    private boolean isDone(Case one, String key) {
        return done.contains(one.key(key));
    }

    private boolean isDue(Case one) {
        return givesDays(one) || mayCarry(one) || mayLapse(one);
    }

    private boolean givesDays(Case one) {
        return switch (one.policy().accrual()) {
            case YEARLY -> !isDone(one, grant());
            case MONTHLY -> !isDone(one, accrual());
            case NONE -> false;
        };
    }

    /** In January, what the year before has left. */
    private boolean mayCarry(Case one) {
        return month.getMonthValue() == 1
                && one.enrolment().validFrom().isBefore(month.atDay(1))
                && !isDone(one, carried())
                && !isDone(one, expired())
                && LeaveLedger.balanceOn(
                                        tx,
                                        one.employee(),
                                        one.type().getId(),
                                        month.atDay(1).minusDays(1))
                                .signum()
                        > 0;
    }

    private boolean mayLapse(Case one) {
        int months = one.policy().carryOverMonths();
        return months > 0
                && month.getMonthValue() > months
                && isDone(one, carried())
                && !isDone(one, lapsed())
                && unusedOfCarried(one).signum() > 0;
    }

    /**
     * @param last day on which the employee works
     */
    private void apply(Case one, LocalDate last) {
        if (last.isBefore(month.atDay(1))) {
            return;
        }
        if (givesDays(one)) {
            give(one, last);
        }
        if (mayCarry(one)) {
            carry(one);
        }
        if (mayLapse(one)) {
            LocalDate from = month.withMonth(one.policy().carryOverMonths() + 1).atDay(1);
            lapse(one, unusedOfCarried(one), from, lapsed());
        }
    }

    /** Of a year no months after the one in which he leaves. */
    private void give(Case one, LocalDate last) {
        LocalDate from = one.enrolment().from(month.atDay(1));
        if (one.policy().accrual() == Accrual.MONTHLY) {
            int number = month.getMonthValue();
            BigDecimal days =
                    one.policy()
                            .daysOfMonths(number)
                            .subtract(one.policy().daysOfMonths(number - 1));
            post(one, LeaveEntryKind.ACCRUAL, days, from, accrual());
            return;
        }
        LocalDate first = one.enrolment().from(month.withMonth(1).atDay(1));
        int end = last.getYear() == month.getYear() ? last.getMonthValue() : 12;
        int months = Math.max(0, end + 1 - first.getMonthValue());
        post(one, LeaveEntryKind.GRANT, one.policy().daysOfMonths(months), first, grant());
    }

    /** What is above the policy's limit lapses, the rest goes out of the year and into the next. */
    private void carry(Case one) {
        LocalDate newYear = month.atDay(1);
        LocalDate end = newYear.minusDays(1);
        BigDecimal left = LeaveLedger.balanceOn(tx, one.employee(), one.type().getId(), end);
        BigDecimal limit = one.policy().carryOver();
        BigDecimal above = left.subtract(limit);
        if (above.signum() > 0) {
            lapse(one, above, end, expired());
        }
        BigDecimal kept = left.min(limit);
        if (kept.signum() > 0) {
            post(one, LeaveEntryKind.CARRY_OVER, kept, newYear, carried());
            post(one, LeaveEntryKind.CARRY_OVER, kept.negate(), end, "CARRY-OUT-" + end.getYear());
        }
    }

    /** No more than there is: days of leave that is approved for later stay with it. */
    private void lapse(Case one, BigDecimal days, LocalDate date, String key) {
        BigDecimal floor = one.type().floor();
        BigDecimal there = LeaveLedger.balance(tx, one.employee(), one.type().getId());
        BigDecimal lapsing = floor == null ? days : days.min(there.subtract(floor));
        if (lapsing.signum() > 0) {
            post(one, LeaveEntryKind.EXPIRY, lapsing.negate(), date, key);
        }
    }

    /** What was carried into the year is used before what the year gives. */
    private BigDecimal unusedOfCarried(Case one) {
        LocalDate newYear = month.withMonth(1).atDay(1);
        LocalDate last = month.withMonth(one.policy().carryOverMonths()).atEndOfMonth();
        return Sql.query(
                        tx.session(),
                        "select coalesce(sum(days), 0) from hr_leave_entry where company_id = ? and"
                                + " employee_id = ? and leave_type_id = ? and (run_key = ? or (kind"
                                + " in ('TAKE', 'GIVE_BACK') and effective_date between ? and ?))",
                        List.of(
                                tx.companyId(),
                                one.employee(),
                                one.type().getId(),
                                carried(),
                                newYear,
                                last),
                        row -> row.getBigDecimal(1))
                .getFirst();
    }

    private void post(Case one, LeaveEntryKind kind, BigDecimal days, LocalDate date, String key) {
        if (days.signum() != 0) {
            LeaveLedger.post(
                    tx,
                    one.employee(),
                    one.type(),
                    new LeaveLedger.Change(kind, days, date, key, null, null));
            tx.flush();
            done.add(one.key(key));
            entries++;
        }
    }
}
