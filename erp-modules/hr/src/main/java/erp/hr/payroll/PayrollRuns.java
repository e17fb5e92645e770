package erp.hr.payroll;

import erp.core.ErpException;
import erp.core.Violations;
import erp.core.http.Versioned;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.InvalidValue;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.common.PeriodRefusal;
import erp.hr.calculation.Calculation;
import erp.hr.calculation.RunKind;
import erp.hr.calculation.Slip;
import erp.hr.calculation.SlipLine;
import erp.hr.common.HrError;
import erp.hr.loans.Loans;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Payroll runs, from the draft to the money. */
final class PayrollRuns {
    /** Slips that one call computes at most. */
    static final int MOST = 1000;

    private static final String COUNT =
            "select count(*) from hr_payslip where company_id = ? and run_id = ?";

    /** Slips that paid the rest of a month, or its correction, are to be compared anew. */
    private static final String DOUBT =
            """
            update hr_pay_basis b
            join hr_payslip s on s.id = b.slip_id and s.live = 1
            join hr_pay_basis gone on gone.employee_id = b.employee_id and gone.period = b.period
            join hr_payslip undone on undone.id = gone.slip_id and undone.run_id = ?
            set b.basis = 'REVERSED'
            where b.company_id = ? and s.run_id <> ?\
            """;

    private final Postings postings;
    private final NetPay netPay;

    /**
     * A run as it is to be.
     *
     * @param month any day of the month that is paid for
     */
    record NewRun(LocalDate month, RunKind kind, @NotBlank @Size(max = 140) String text) {}

    /**
     * How much one call is to compute.
     *
     * @param most slips; 500 where absent
     */
    record Batch(@Min(1) @Max(MOST) @Nullable Integer most) {
        private static final int USUAL = 500;

        int size() {
            return most == null ? USUAL : most;
        }
    }

    /**
     * When something is posted.
     *
     * @param date where absent, the last day of the month, or today if that is earlier
     */
    record Posting(@Nullable LocalDate date) {
        static final Posting USUAL = new Posting(null);
    }

    /**
     * That what was posted is undone.
     *
     * @param refusedByBank that the bank was sent a file and has not paid it, nor will; false where
     *     absent
     * @param recover that what employees got is lent to them from now on and kept back of later
     *     pay: needed where the run is paid; false where absent
     */
    record Reversal(@Nullable Boolean refusedByBank, @Nullable Boolean recover) {
        static final Reversal USUAL = new Reversal(null, null);

        boolean isRecovered() {
            return recover != null && recover;
        }

        boolean isRefused() {
            return refusedByBank != null && refusedByBank;
        }
    }

    /**
     * A run as callers see it.
     *
     * @param month its first day
     * @param unpaid net pay that employees are owed: not paid yet, or given back by the bank
     */
    record RunView(
            UUID id,
            LocalDate month,
            RunKind kind,
            String text,
            RunState state,
            int slips,
            Money gross,
            Money deductions,
            Money net,
            Money employerCost,
            Money unpaid,
            @Nullable UUID calculatedBy,
            @Nullable UUID reviewedBy,
            @Nullable UUID approvedBy,
            @Nullable UUID entryId,
            @Nullable LocalDate postedOn,
            long version)
            implements Versioned {}

    PayrollRuns(Finance finance) {
        this.postings = new Postings(finance);
        this.netPay = new NetPay(finance);
    }

    NetPay netPay() {
        return netPay;
    }

    RunView draft(Tx tx, NewRun wanted) {
        PayrollRun run = new PayrollRun(tx.newId(), wanted, tx.company().currency());
        tx.created(PayrollRun.TYPE, run, Map.of("month", run.firstDay(), "kind", run.kind()));
        return run.view();
    }

    /**
     * Computes slips of employees who have none yet, so many at once, and answers how far it is: it
     * is calculated when nobody is left. Throws PAYROLL_STATE, PAYROLL_FAILED, PAYROLL_OUTDATED,
     * NOBODY_TO_PAY.
     */
    RunView calculate(Tx tx, UUID id, Batch batch, LongConsumer expect) {
        Candidates before = Candidates.of(tx, id, batch.size());
        PendingSlips.lock(tx, before.all());
        PayrollRun run = lock(tx, id, expect);
        run.require(Set.of(RunState.DRAFT));
        run.calculatedBy(tx.actor().id());
        Candidates found = Candidates.of(tx, id, batch.size());
        if (!found.equals(before)) {
            throw new ErpException(
                    HrError.PAYROLL_OUTDATED, "who is to be paid changes at this moment");
        }
        PendingSlips.requireNone(tx, run, List.copyOf(found.here().keySet()));
        List<Slip> slips = slips(tx, run, found);
        slips.forEach(slip -> owe(tx, run, slip));
        new SlipWriter(tx, run).write(slips);
        run.add(slips);
        if (!found.former().isEmpty()) {
            run.settledTo(found.former().lastEntry().getKey());
        }
        if (found.isLast()) {
            if (run.slips() == 0) {
                throw new ErpException(
                        HrError.NOBODY_TO_PAY,
                        "nobody is left to be paid for %s%s",
                        run.period(),
                        tx.held().isEmpty() ? "" : " but who is held for review");
            }
            run.become(RunState.CALCULATED);
        }
        tx.changed(PayrollRun.TYPE, run, "calculate", Map.of("slips", run.slips()));
        return run.view();
    }

    private static List<Slip> slips(Tx tx, PayrollRun run, Candidates found) {
        Calculation calculation = new Calculation(tx, run.kind(), run.period(), found.all());
        List<Slip> slips = new ArrayList<>();
        Violations wrong = new Violations();
        found.here()
                .forEach(
                        (employee, number) ->
                                tried(number, wrong, () -> slips.add(calculation.slip(employee))));
        found.former()
                .forEach(
                        (employee, number) ->
                                tried(
                                        number,
                                        wrong,
                                        () ->
                                                calculation
                                                        .settledLater(employee)
                                                        .ifPresent(slips::add)));
        wrong.refuse(HrError.PAYROLL_FAILED);
        return slips;
    }

    private static void owe(Tx tx, PayrollRun run, Slip slip) {
        for (SlipLine line : slip.lines()) {
            UUID loan = line.loan();
            if (loan != null && line.isOwed()) {
                Money owed = Money.rounded(line.amount().negate(), run.currency());
                Loans.owe(tx, loan, slip.employee(), owed, run.getId(), run.period());
                tx.flush();
            }
        }
    }

    private static void tried(String number, Violations wrong, Runnable work) {
        try {
            work.run();
        } catch (InvalidValue e) {
            wrong.add("/employees/" + number, e.rule(), String.valueOf(e.getMessage()));
        }
    }

    RunView review(Tx tx, UUID id, LongConsumer expect) {
        PayrollRun run = lock(tx, id, expect);
        run.reviewed(tx.actor().id());
        tx.changed(PayrollRun.TYPE, run, "review", Map.of());
        return run.view();
    }

    RunView approve(Tx tx, UUID id, LongConsumer expect) {
        PayrollRun run = lock(tx, id, expect);
        run.approved(tx.actor().id());
        tx.changed(PayrollRun.TYPE, run, "approve", Map.of());
        return run.view();
    }

    /** Back to the draft: its slips are computed anew. */
    RunView reset(Tx tx, UUID id, LongConsumer expect) {
        PayrollRun run = lock(tx, id, expect);
        run.require(
                Set.of(RunState.DRAFT, RunState.CALCULATED, RunState.REVIEWED, RunState.APPROVED));
        forget(tx, run);
        if (run.view().state() != RunState.DRAFT) {
            run.become(RunState.DRAFT);
        }
        tx.changed(PayrollRun.TYPE, run, "reset", Map.of());
        return run.view();
    }

    RunView cancel(Tx tx, UUID id, LongConsumer expect) {
        PayrollRun run = lock(tx, id, expect);
        run.become(RunState.CANCELLED);
        forget(tx, run);
        tx.changed(PayrollRun.TYPE, run, "cancel", Map.of());
        return run.view();
    }

    /** Nothing of it was posted: its slips are gone. */
    private static void forget(Tx tx, PayrollRun run) {
        Postings.forgetLoans(tx, run);
        List<Object> ids = List.of(tx.companyId(), run.getId());
        String ofRun =
                " where company_id = ? and slip_id in (select id from hr_payslip where run_id = ?)";
        Sql.update(tx.session(), "delete from hr_pay_basis" + ofRun, ids);
        Sql.update(tx.session(), "delete from hr_payslip_line" + ofRun, ids);
        Sql.update(tx.session(), "delete from hr_payslip where company_id = ? and run_id = ?", ids);
        run.forget();
    }

    /** Posts it whole. Throws PAYROLL_STATE, PAYROLL_OUTDATED and what the ledger throws. */
    RunView post(Tx tx, UUID id, Posting how, LongConsumer expect) {
        List<UUID> employees = new PayrollQueries_(tx.session()).employeesOf(id);
        PendingSlips.lock(tx, employees);
        PayrollRun run = lock(tx, id, expect);
        run.require(Set.of(RunState.APPROVED));
        requireWhole(tx, run);
        PendingSlips.requireNone(tx, run, employees);
        LocalDate date = postings.date(tx, run, how);
        postings.repayLoans(tx, run);
        postings.payOutLeave(tx, run);
        UUID entry = PeriodRefusal.get(() -> postings.post(tx, run, date));
        run.posted(entry, date);
        tx.posted(
                PayrollRun.TYPE,
                run,
                "post",
                Map.of("slips", run.slips(), "date", date),
                new PayrollPosted(id, run.firstDay()));
        return run.view();
    }

    /**
     * Undoes what was posted: slips do not count any more. Throws PAYROLL_STATE, and
     * PAYROLL_OUTDATED where a slip that is not posted yet was computed as if they did.
     */
    RunView reverse(Tx tx, UUID id, Reversal how, LongConsumer expect) {
        List<UUID> employees = new PayrollQueries_(tx.session()).employeesOf(id);
        PendingSlips.lock(tx, employees);
        PayrollRun run = lock(tx, id, expect);
        Money paid = run.paid();
        run.reversed(tx.actor().id(), how);
        PendingSlips.requireNone(tx, run, employees);
        postings.undoLoans(tx, run);
        postings.undoLeave(tx, run);
        Sql.update(
                tx.session(),
                "update hr_payslip set live = null where company_id = ? and run_id = ?",
                List.of(tx.companyId(), id));
        Sql.update(tx.session(), DOUBT, List.of(id, tx.companyId(), id));
        PeriodRefusal.get(() -> postings.reverse(tx, run, paid.isPositive()));
        if (paid.isPositive()) {
            PeriodRefusal.get(() -> netPay.recover(tx, run, paid));
        }
        tx.posted(
                PayrollRun.TYPE,
                run,
                "reverse",
                Map.of("refusedByBank", how.isRefused(), "recover", how.isRecovered()),
                new PayrollReversed(id, run.firstDay()));
        return run.view();
    }

    static PayrollRun require(Tx tx, UUID id) {
        return tx.require(PayrollRun.class, id, HrError.PAYROLL_RUN_NOT_FOUND);
    }

    static PayrollRun lock(Tx tx, UUID id, LongConsumer expect) {
        PayrollRun run = tx.lock(PayrollRun.class, id, HrError.PAYROLL_RUN_NOT_FOUND);
        expect.accept(run.getVersion());
        return run;
    }

    private static void requireWhole(Tx tx, PayrollRun run) {
        Number count =
                Sql.query(
                                tx.session(),
                                COUNT,
                                List.of(tx.companyId(), run.getId()),
                                row -> row.getLong(1))
                        .getFirst();
        if (count.longValue() != run.slips()) {
            throw new IllegalStateException(
                    "run %s has %s slips, not %d".formatted(run.getId(), count, run.slips()));
        }
    }
}
