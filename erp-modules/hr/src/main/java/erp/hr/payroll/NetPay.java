package erp.hr.payroll;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.hr.common.HrError;
import erp.hr.loans.Loans;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Gatherers;

/**
 * The money of posted runs: paid, given back by the bank and paid again, or owed back by employees.
 *
 * <pre>
 * paid, or paid again    debit net pay payable    credit bank                in one sum
 * given back             debit bank               credit net pay payable     in one sum
 * owed back              debit employee loans     credit net pay payable     in one sum
 * </pre>
 *
 * The run's row is locked by whoever changes what of its slips is paid.
 */
final class NetPay {
    /** Employees whom one call names at most. */
    static final int MOST = 100;

    private static final String NET_PAY = "net-pay";
    private static final String SLIPS =
            "select employee_id, net from hr_payslip where company_id = ? and run_id = ? and net >"
                    + " 0 and returned_on is null";
    private static final String RETURN =
            "update hr_payslip set returned_on = ? where company_id = ? and run_id = ? and"
                    + " returned_on is null and net > 0 and employee_id in";
    private static final String PAY =
            "update hr_payslip set returned_on = null where company_id = ? and run_id = ? and"
                    + " returned_on is not null";
    private static final String LAST_RETURN =
            "select max(returned_on) from hr_payslip where company_id = ? and run_id = ?";
    private static final int CHUNK = 1000;

    private final Finance finance;

    /**
     * What the bank gave back.
     *
     * @param employeeIds whose pay; of all whom it paid where absent
     * @param date when the money came back; today where absent
     * @param refusedByBank that the bank was sent a file of what came back earlier and has not paid
     *     it, nor will; false where absent
     */
    record Returned(
            @Size(min = 1, max = MOST) @Nullable List<UUID> employeeIds,
            @Nullable LocalDate date,
            @Nullable Boolean refusedByBank) {
        static final Returned ALL = new Returned(null, null, null);

        boolean isRefused() {
            return refusedByBank != null && refusedByBank;
        }
    }

    NetPay(Finance finance) {
        this.finance = finance;
    }

    /**
     * Posts that the bank has paid what is not paid: all of it, or what it gave back before. Throws
     * PAYROLL_STATE, OWN_REQUEST, INVALID_DATES.
     */
    PayrollRuns.RunView pay(Tx tx, UUID id, PayrollRuns.Posting how, LongConsumer expect) {
        PayrollRun run = PayrollRuns.lock(tx, id, expect);
        run.requireNotCalculatedBy(tx.actor().id());
        Money amount = run.unpaid();
        boolean again = run.view().state() == RunState.PAID;
        run.payRest();
        LocalDate date = date(tx, run, how.date());
        Sql.update(tx.session(), PAY, List.of(tx.companyId(), id));
        PeriodRefusal.get(() -> paid(tx, run, amount, date, again));
        tx.posted(
                PayrollRun.TYPE,
                run,
                "pay",
                Map.of("date", date, "again", again),
                new PayrollPaid(id, run.firstDay()));
        return run.view();
    }

    /**
     * Posts that what the bank had paid came back: it is owed to the employees again. Throws
     * PAYROLL_STATE, OWN_REQUEST, INVALID_DATES, UNKNOWN_EMPLOYEE.
     */
    PayrollRuns.RunView returned(Tx tx, UUID id, Returned how, LongConsumer expect) {
        PayrollRun run = PayrollRuns.lock(tx, id, expect);
        run.requireNotCalculatedBy(tx.actor().id());
        LocalDate date = date(tx, run, how.date());
        SequencedMap<UUID, Money> paid = paid(tx, run);
        if (!run.paid().isPositive()) {
            throw new ErpException(HrError.PAYROLL_STATE, "nothing of it is paid");
        }
        requireNotBeforePaid(tx, run, date);
        List<UUID> asked = how.employeeIds();
        SequencedSet<UUID> employees =
                new LinkedHashSet<>(asked == null ? List.copyOf(paid.keySet()) : asked);
        requirePaid(asked, paid);
        Money amount =
                employees.stream()
                        .map(it -> Objects.requireNonNull(paid.get(it)))
                        .reduce(Money.zero(run.currency()), Money::plus);
        mark(tx, run, date, List.copyOf(employees));
        run.returned(amount, how.isRefused());
        PeriodRefusal.get(
                () ->
                        post(
                                tx,
                                run,
                                Book.BANK,
                                NET_PAY + "-returned-" + run.returns(),
                                date,
                                Line.debit(AccountRole.BANK, amount),
                                Line.credit(AccountRole.NET_PAY_PAYABLE, amount)));
        tx.posted(
                PayrollRun.TYPE,
                run,
                "return-payment",
                asked == null
                        ? Map.of("date", date, "slips", employees.size())
                        : Map.of("date", date, "employees", employees),
                new PayrollReturned(id, run.firstDay()));
        return run.view();
    }

    /**
     * What employees have got of a run that is reversed is lent to them from now on: later pay is
     * less by it.
     */
    UUID recover(Tx tx, PayrollRun run, Money amount) {
        Loans.recover(tx, run.getId(), run.period(), paid(tx, run));
        return post(
                tx,
                run,
                Book.GENERAL,
                NET_PAY + "-recovered",
                tx.today(),
                Line.debit(AccountRole.EMPLOYEE_LOANS, amount),
                Line.credit(AccountRole.NET_PAY_PAYABLE, amount));
    }

    /** Whoever was paid something by a run that has not come back, and what. */
    private static SequencedMap<UUID, Money> paid(Tx tx, PayrollRun run) {
        SequencedMap<UUID, Money> nets = new TreeMap<>();
        Sql.query(
                tx.session(),
                SLIPS,
                List.of(tx.companyId(), run.getId()),
                row ->
                        nets.put(
                                Sql.uuid(row.getBytes(1)),
                                Money.rounded(row.getBigDecimal(2), run.currency())));
        return nets;
    }

    /** What was paid first is before what came back already. */
    private void requireNotBeforePaid(Tx tx, PayrollRun run, LocalDate date) {
        if (run.unpaid().isZero()) {
            LocalDate paid =
                    finance.ledger()
                            .dateOf(
                                    tx,
                                    new Source(
                                            PayrollRun.TYPE,
                                            run.getId(),
                                            paying(run, run.returns() > 0)));
            HrError.INVALID_DATES.refuseIf(
                    date.isBefore(paid),
                    "/date",
                    "order",
                    "must not be before it was paid, " + paid);
        }
    }

    /** The posting of what is paid first, or again after it came back the last time. */
    private static String paying(PayrollRun run, boolean again) {
        return again ? NET_PAY + "-again-" + run.returns() : NET_PAY;
    }

    private static void requirePaid(@Nullable List<UUID> asked, Map<UUID, Money> paid) {
        Violations wrong = new Violations();
        for (int i = 0; asked != null && i < asked.size(); i++) {
            if (!paid.containsKey(asked.get(i))) {
                wrong.add(
                        "/employeeIds/" + i,
                        "paid",
                        "was paid nothing by this run, or it came back already");
            }
        }
        wrong.refuse(HrError.UNKNOWN_EMPLOYEE);
    }

    private static void mark(Tx tx, PayrollRun run, LocalDate date, List<UUID> employees) {
        employees.stream()
                .gather(Gatherers.windowFixed(CHUNK))
                .forEach(
                        some -> {
                            List<Object> values =
                                    new ArrayList<>(List.of(date, tx.companyId(), run.getId()));
                            values.addAll(some);
                            Sql.update(
                                    tx.session(),
                                    RETURN + " (" + Sql.marks(some.size()) + ")",
                                    values);
                        });
    }

    /** Not before it was posted, nor before what is paid again came back. */
    private static LocalDate date(Tx tx, PayrollRun run, @Nullable LocalDate asked) {
        LocalDate date = tx.documentDate(asked, "/date");
        LocalDate posted = run.postedOn();
        HrError.INVALID_DATES.refuseIf(
                posted != null && date.isBefore(posted),
                "/date",
                "order",
                "must not be before it was posted, " + posted);
        Sql.query(
                        tx.session(),
                        LAST_RETURN,
                        List.of(tx.companyId(), run.getId()),
                        row -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .getFirst()
                .ifPresent(
                        back ->
                                HrError.INVALID_DATES.refuseIf(
                                        date.isBefore(back),
                                        "/date",
                                        "order",
                                        "must not be before some of it came back, " + back));
        return date;
    }

    /** Where nobody gets anything, nothing. */
    private boolean paid(Tx tx, PayrollRun run, Money amount, LocalDate date, boolean again) {
        if (!amount.isPositive()) {
            finance.ledger().requireOpen(tx, date);
            return false;
        }
        post(
                tx,
                run,
                Book.BANK,
                paying(run, again),
                date,
                Line.debit(AccountRole.NET_PAY_PAYABLE, amount),
                Line.credit(AccountRole.BANK, amount));
        return true;
    }

    private UUID post(
            Tx tx, PayrollRun run, Book book, String posting, LocalDate date, Line... lines) {
        return finance.ledger()
                .post(
                        tx,
                        new Entry(
                                book,
                                new Source(PayrollRun.TYPE, run.getId(), posting),
                                date,
                                "Net pay " + run.period() + " " + run.kind(),
                                List.of(lines)));
    }
}
