package erp.hr.leave;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.hr.common.Amounts;
import erp.hr.common.HrError;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Balances of leave. Whoever changes one has locked the employee. */
public final class LeaveLedger {
    /** Of what is done by hand, which not everybody may see who sees the employee. */
    static final String HISTORY = "hr.leave";

    private static final String CHANGE =
            """
            update hr_leave_account set balance = balance + ?
            where company_id = ? and employee_id = ? and leave_type_id = ?
              and (? is null or ? >= 0 or balance + ? >= ?)\
            """;

    private LeaveLedger() {}

    /**
     * A change of a balance.
     *
     * @param days not zero; below zero it takes
     * @param date from which it counts
     * @param runKey where a run does it, once
     * @param request the leave that it is for
     */
    record Change(
            LeaveEntryKind kind,
            BigDecimal days,
            LocalDate date,
            @Nullable String runKey,
            @Nullable UUID request,
            @Nullable String text) {}

    /**
     * Changes a balance, and leaves the entry that says why. Throws INSUFFICIENT_LEAVE where less
     * would be left than the kind of leave allows.
     */
    static void post(Tx tx, UUID employee, LeaveType type, Change change) {
        open(tx, employee, type.getId());
        BigDecimal floor = type.floor();
        BigDecimal days = change.days();
        int changed =
                Sql.update(
                        tx.session(),
                        CHANGE,
                        Arrays.asList(
                                days,
                                tx.companyId(),
                                employee,
                                type.getId(),
                                floor,
                                days,
                                days,
                                floor));
        if (changed == 0) {
            throw insufficient(type, balance(tx, employee, type.getId()), days.negate());
        }
        tx.add(new LeaveEntry(tx, employee, type.getId(), change));
    }

    static ErpException insufficient(LeaveType type, BigDecimal balance, BigDecimal asked) {
        BigDecimal floor = type.floor() == null ? BigDecimal.ZERO : type.floor();
        return ErpException.field(
                HrError.INSUFFICIENT_LEAVE,
                "",
                "balance",
                "%s days of %s are asked for, %s are left"
                        .formatted(
                                Amounts.plain(asked).toPlainString(),
                                type.code(),
                                Amounts.plain(balance.subtract(floor)).toPlainString()));
    }

    /** What an employee has of a kind of leave, all that is approved already taken from it. */
    static BigDecimal balance(Tx tx, UUID employee, UUID leaveType) {
        return Sql.query(
                        tx.session(),
                        "select balance from hr_leave_account where company_id = ? and employee_id"
                                + " = ? and leave_type_id = ?",
                        List.of(tx.companyId(), employee, leaveType),
                        row -> row.getBigDecimal(1))
                .stream()
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    /** The same at the end of a day. */
    static BigDecimal balanceOn(Tx tx, UUID employee, UUID leaveType, LocalDate day) {
        return new LeaveQueries_(tx.session()).sumUntil(employee, leaveType, day);
    }

    /**
     * Takes out all that an employee has left of paid leave, and answers how many days that is: for
     * a leaver, to whom it is paid.
     */
    public static BigDecimal payOut(Tx tx, UUID employee, LocalDate date, String runKey) {
        BigDecimal paid = BigDecimal.ZERO;
        for (LeaveAccount account : new LeaveQueries_(tx.session()).accountsOf(employee)) {
            LeaveType type = LeaveTypes.require(tx, account.leaveTypeId());
            if (type.isPaid() && type.floor() != null && account.balance().signum() > 0) {
                paid = paid.add(account.balance());
                post(
                        tx,
                        employee,
                        type,
                        new Change(
                                LeaveEntryKind.PAY_OUT,
                                account.balance().negate(),
                                date,
                                runKey,
                                null,
                                null));
            }
        }
        return paid;
    }

    /** Gives back what was paid out under that key, because the payment is undone. */
    public static void undoPayOut(Tx tx, UUID employee, String runKey) {
        for (LeaveEntry entry : new LeaveQueries_(tx.session()).entriesOf(employee, runKey)) {
            LeaveEntry.View was = entry.view();
            post(
                    tx,
                    employee,
                    LeaveTypes.require(tx, was.leaveTypeId()),
                    new Change(
                            LeaveEntryKind.PAY_OUT,
                            was.days().negate(),
                            was.date(),
                            null,
                            null,
                            "undone"));
        }
    }

    /** What a leaver would be paid out. */
    public static BigDecimal payable(Tx tx, UUID employee) {
        return new LeaveQueries_(tx.session())
                .accountsOf(employee).stream()
                        .filter(it -> it.balance().signum() > 0)
                        .filter(
                                it -> {
                                    LeaveType type = LeaveTypes.require(tx, it.leaveTypeId());
                                    return type.isPaid() && type.floor() != null;
                                })
                        .map(LeaveAccount::balance)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The employee is locked, so nobody else opens it meanwhile. */
    private static void open(Tx tx, UUID employee, UUID leaveType) {
        boolean there =
                new LeaveQueries_(tx.session())
                        .accountsOf(employee).stream()
                                .anyMatch(it -> it.leaveTypeId().equals(leaveType));
        if (!there) {
            tx.add(new LeaveAccount(tx.newId(), employee, leaveType));
            tx.flush();
        }
    }
}
