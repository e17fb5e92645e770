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
import erp.hr.common.HrError;
import erp.hr.people.Employees;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Payroll runs, from the draft to the money. */
final class PayrollRuns {
    /** Slips that one call computes at most. */
    static final int MOST = 1000;

    private static final String CANDIDATES =
            """
            select e.id, e.number from hr_employee e
            where e.company_id = ?
              and exists (select 1 from hr_contract c where c.employee_id = e.id
                and c.valid_from <= ? and (c.valid_to is null or c.valid_to >= ?))
              and not exists (select 1 from hr_payslip s where s.employee_id = e.id
                and s.period = ? and s.kind = ? and s.live = 1)
              and\
            """;
    private static final String COUNT =
            "select count(*) from hr_payslip where company_id = ? and run_id = ?";

    private final Postings postings;

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
     */
    record Reversal(@Nullable Boolean refusedByBank) {
        static final Reversal USUAL = new Reversal(null);

        boolean isRefused() {
            return refusedByBank != null && refusedByBank;
        }
    }

    /**
     * A run as callers see it.
     *
     * @param month its first day
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
            @Nullable UUID calculatedBy,
            @Nullable UUID reviewedBy,
            @Nullable UUID approvedBy,
            @Nullable UUID entryId,
            @Nullable LocalDate postedOn,
            long version)
            implements Versioned {}

    PayrollRuns(Finance finance) {
        this.postings = new Postings(finance);
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
        SequencedMap<UUID, String> before = candidates(tx, id, batch.size() + 1);
        PendingSlips.lock(tx, List.copyOf(before.keySet()));
        PayrollRun run = lock(tx, id, expect);
        run.require(Set.of(RunState.DRAFT));
        run.calculatedBy(tx.actor().id());
        SequencedMap<UUID, String> found = candidates(tx, id, batch.size() + 1);
        if (!found.equals(before)) {
            throw new ErpException(
                    HrError.PAYROLL_OUTDATED, "who is to be paid changes at this moment");
        }
        List<UUID> employees = found.keySet().stream().limit(batch.size()).toList();
        if (employees.isEmpty() && run.slips() == 0) {
            throw new ErpException(
                    HrError.NOBODY_TO_PAY, "nobody is left to be paid for %s", run.period());
        }
        PendingSlips.requireNone(tx, run, employees);
        List<Slip> slips = new ArrayList<>();
        Calculation calculation = new Calculation(tx, run.kind(), run.period(), employees);
        Violations wrong = new Violations();
        for (UUID employee : employees) {
            try {
                slips.add(calculation.slip(employee));
            } catch (InvalidValue e) {
                wrong.add(
                        "/employees/" + found.get(employee),
                        e.rule(),
                        String.valueOf(e.getMessage()));
            }
        }
        wrong.refuse(HrError.PAYROLL_FAILED);
        new SlipWriter(tx, run).write(slips);
        run.add(slips);
        if (found.size() <= batch.size()) {
            run.become(RunState.CALCULATED);
        }
        tx.changed(PayrollRun.TYPE, run, "calculate", Map.of("slips", run.slips()));
        return run.view();
    }

    /** Whoever is to be paid by the run and has no slip yet, by id; at most so many. */
    private static SequencedMap<UUID, String> candidates(Tx tx, UUID id, int most) {
        PayrollQueries queries = new PayrollQueries_(tx.session());
        List<LocalDate> periods = queries.periodsOf(id);
        SequencedMap<UUID, String> found = new LinkedHashMap<>();
        if (periods.isEmpty()) {
            return found;
        }
        LocalDate from = periods.getFirst();
        LocalDate to = YearMonth.from(from).atEndOfMonth();
        RunKind kind = queries.kindsOf(id).getFirst();
        List<Object> values = new ArrayList<>(List.of(tx.companyId(), to, from, from, kind.name()));
        String who =
                switch (kind) {
                    case REGULAR -> {
                        values.add(to);
                        yield " (e.left_on is null or e.left_on > ?)";
                    }
                    case FINAL -> {
                        values.addAll(List.of(from, to));
                        yield " e.left_on between ? and ?";
                    }
                };
        values.add(most);
        Sql.query(
                tx.session(),
                CANDIDATES + who + " order by e.id limit ?",
                values,
                row -> found.put(Sql.uuid(row.getBytes(1)), row.getString(2)));
        return found;
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

    /** Undoes what was posted: slips do not count any more. Throws PAYROLL_STATE. */
    RunView reverse(Tx tx, UUID id, Reversal how, LongConsumer expect) {
        lockLeavers(tx, id);
        PayrollRun run = lock(tx, id, expect);
        run.reversed(how.isRefused());
        postings.undoLoans(tx, run);
        postings.undoLeave(tx, run);
        Sql.update(
                tx.session(),
                "update hr_payslip set live = null where company_id = ? and run_id = ?",
                List.of(tx.companyId(), id));
        PeriodRefusal.get(() -> postings.reverse(tx, run));
        tx.posted(
                PayrollRun.TYPE,
                run,
                "reverse",
                how.isRefused() ? Map.of("refusedByBank", true) : Map.of(),
                new PayrollReversed(id, run.firstDay()));
        return run.view();
    }

    /** Posts that the bank has paid all of it. Throws PAYROLL_STATE, OWN_REQUEST. */
    RunView pay(Tx tx, UUID id, Posting how, LongConsumer expect) {
        PayrollRun run = lock(tx, id, expect);
        run.requireNotCalculatedBy(tx.actor().id());
        run.become(RunState.PAID);
        LocalDate date = tx.documentDate(how.date(), "/date");
        LocalDate posted = Objects.requireNonNull(run.postedOn());
        HrError.INVALID_DATES.refuseIf(
                date.isBefore(posted),
                "/date",
                "order",
                "must not be before it was posted, " + posted);
        PeriodRefusal.get(() -> postings.pay(tx, run, date));
        tx.posted(
                PayrollRun.TYPE,
                run,
                "pay",
                Map.of("date", date),
                new PayrollPaid(id, run.firstDay()));
        return run.view();
    }

    static PayrollRun require(Tx tx, UUID id) {
        return tx.require(PayrollRun.class, id, HrError.PAYROLL_RUN_NOT_FOUND);
    }

    private static PayrollRun lock(Tx tx, UUID id, LongConsumer expect) {
        PayrollRun run = tx.lock(PayrollRun.class, id, HrError.PAYROLL_RUN_NOT_FOUND);
        expect.accept(run.getVersion());
        return run;
    }

    /** Employees come before the run: whose leave is paid out stays as it is. */
    private static void lockLeavers(Tx tx, UUID id) {
        for (Payslip slip : new PayrollQueries_(tx.session()).payingLeave(id)) {
            Employees.lock(tx, slip.employeeId());
        }
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
