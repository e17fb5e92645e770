package erp.hr.payroll;

import erp.core.ErpException;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.accounts.Side;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.hr.common.HrError;
import erp.hr.leave.LeaveLedger;
import erp.hr.loans.Loans;
import erp.hr.pay.ComponentKind;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a payroll run does to the books, to loans and to leave.
 *
 * <pre>
 * earning         debit  its account, or wages             by cost centre
 * employer cost   debit  its account, or wages             by cost centre
 *                 credit payroll liabilities
 * deduction       credit its account, or payroll liabilities
 * repaid loan     credit loans to employees
 * overpaid leaver debit  loans to employees
 * net pay         credit net pay payable                   in one sum
 * </pre>
 *
 * A sum below zero, of corrections, goes to the other side.
 */
final class Postings {
    private static final String PAYROLL = "payroll";

    private static final String SUMS =
            """
            select l.kind, s.cost_centre, l.account_id, l.loan_id is not null, sum(l.amount)
            from hr_payslip s join hr_payslip_line l on l.slip_id = s.id
            where s.company_id = ? and s.run_id = ?
            group by l.kind, s.cost_centre, l.account_id, l.loan_id is not null
            order by l.kind, s.cost_centre, l.account_id, l.loan_id is not null\
            """;
    private static final String LOANS =
            """
            select l.loan_id, sum(l.amount) as part from hr_payslip s
            join hr_payslip_line l on l.slip_id = s.id
            where s.company_id = ? and s.run_id = ? and l.loan_id is not null and l.amount > 0
            group by l.loan_id\
            """;

    /** Those loans alone, however many others a company has. */
    private static final String REPAY =
            """
            update (%s) p straight_join hr_pay_loan n on n.id = p.loan_id
            set n.repaid = n.repaid + ? * p.part, n.version = n.version + 1
            where n.company_id = ? and n.repaid + ? * p.part between 0 and n.amount\
            """
                    .formatted(LOANS);

    private static final String OWED =
            """
            select l.loan_id from hr_payslip s
            join hr_payslip_line l on l.slip_id = s.id
            where s.company_id = ? and s.run_id = ? and l.loan_id is not null and l.amount < 0
            order by l.loan_id\
            """;
    private final Finance finance;

    /** What all slips of a run have of a kind, for one account of one cost centre. */
    private record Sum(
            ComponentKind kind,
            @Nullable String centre,
            @Nullable UUID account,
            boolean isLoan,
            BigDecimal amount) {
        private Line.Target target(AccountRole otherwise) {
            return account == null
                    ? new Line.Target.Role(otherwise)
                    : new Line.Target.Account(account);
        }
    }

    /** Where an amount goes. */
    private record Place(Line.Target target, @Nullable String centre) {}

    Postings(Finance finance) {
        this.finance = finance;
    }

    /** Throws FUTURE_DATE. */
    LocalDate date(Tx tx, PayrollRun run, PayrollRuns.Posting how) {
        LocalDate end = run.period().atEndOfMonth();
        LocalDate today = tx.today();
        return how.date() == null
                ? (end.isAfter(today) ? today : end)
                : tx.documentDate(how.date(), "/date");
    }

    /** One entry for all of it; answers its id. */
    UUID post(Tx tx, PayrollRun run, LocalDate date) {
        Map<Place, BigDecimal> debits = new LinkedHashMap<>();
        for (Sum sum : sums(tx, run)) {
            switch (sum.kind()) {
                case EARNING ->
                        add(debits, sum.target(AccountRole.WAGES), sum.centre(), sum.amount());
                case DEDUCTION ->
                        add(
                                debits,
                                sum.isLoan()
                                        ? new Line.Target.Role(AccountRole.EMPLOYEE_LOANS)
                                        : sum.target(AccountRole.PAYROLL_LIABILITIES),
                                null,
                                sum.amount().negate());
                case EMPLOYER_COST -> {
                    add(debits, sum.target(AccountRole.WAGES), sum.centre(), sum.amount());
                    add(
                            debits,
                            new Line.Target.Role(AccountRole.PAYROLL_LIABILITIES),
                            null,
                            sum.amount().negate());
                }
            }
        }
        add(
                debits,
                new Line.Target.Role(AccountRole.NET_PAY_PAYABLE),
                null,
                run.net().amount().negate());
        List<Line> lines = new ArrayList<>();
        debits.forEach(
                (place, amount) -> {
                    if (amount.signum() != 0) {
                        Side side = amount.signum() > 0 ? Side.DEBIT : Side.CREDIT;
                        Money money = Money.rounded(amount.abs(), run.currency());
                        lines.add(Line.on(side, place.target(), money).at(place.centre()));
                    }
                });
        if (lines.isEmpty()) {
            throw new ErpException(HrError.NOBODY_TO_PAY, "the run comes to nothing at all");
        }
        return finance.ledger()
                .post(
                        tx,
                        new Entry(
                                Book.GENERAL,
                                new Source(PayrollRun.TYPE, run.getId(), PAYROLL),
                                date,
                                "Payroll " + run.period() + " " + run.kind(),
                                lines));
    }

    private static void add(
            Map<Place, BigDecimal> debits,
            Line.Target target,
            @Nullable String centre,
            BigDecimal amount) {
        debits.merge(new Place(target, centre), amount, BigDecimal::add);
    }

    /** Where what it has paid is lent from now on, it is undone from now on. */
    UUID reverse(Tx tx, PayrollRun run, boolean isRecovered) {
        String text = "Payroll " + run.period() + " is undone";
        return isRecovered
                ? finance.ledger().reverseToday(tx, run.entryId(), text)
                : finance.ledger().reverse(tx, run.entryId(), text);
    }

    /** Throws PAYROLL_OUTDATED where a loan was repaid otherwise since it was calculated. */
    void repayLoans(Tx tx, PayrollRun run) {
        loans(tx, run, 1);
        for (UUID loan : owed(tx, run)) {
            if (!Loans.owed(tx, loan)) {
                throw outdated("loan " + loan + " is no draft any more");
            }
        }
    }

    /** Throws PAYROLL_OUTDATED where some of what it found owed was paid back. */
    void undoLoans(Tx tx, PayrollRun run) {
        loans(tx, run, -1);
        for (UUID loan : owed(tx, run)) {
            if (!Loans.forgive(tx, loan, true)) {
                throw new ErpException(
                        HrError.PAYROLL_OUTDATED, "loan %s was paid back in part", loan);
            }
        }
    }

    /** Nothing of the run was posted. */
    static void forgetLoans(Tx tx, PayrollRun run) {
        owed(tx, run).forEach(loan -> Loans.forgive(tx, loan, false));
    }

    private static List<UUID> owed(Tx tx, PayrollRun run) {
        return Sql.query(
                tx.session(),
                OWED,
                List.of(tx.companyId(), run.getId()),
                row -> Sql.uuid(row.getBytes(1)));
    }

    /**
     * Counts what slips kept back as repaid, or not after all. Throws PAYROLL_OUTDATED where more
     * would be repaid of a loan than was lent, or less than nothing.
     */
    private static void loans(Tx tx, PayrollRun run, int sign) {
        List<Object> ofRun = List.of(tx.companyId(), run.getId());
        Number kept =
                Sql.query(
                                tx.session(),
                                "select count(*) from (" + LOANS + ") p",
                                ofRun,
                                row -> row.getLong(1))
                        .getFirst();
        int repaid =
                kept.longValue() == 0
                        ? 0
                        : Sql.update(
                                tx.session(),
                                REPAY,
                                List.of(tx.companyId(), run.getId(), sign, tx.companyId(), sign));
        if (repaid != kept.longValue()) {
            throw outdated("loans were repaid otherwise meanwhile");
        }
    }

    /** Throws PAYROLL_OUTDATED where a leaver's leave is another than when it was calculated. */
    void payOutLeave(Tx tx, PayrollRun run) {
        for (Payslip slip : new PayrollQueries_(tx.session()).payingLeave(run.getId())) {
            BigDecimal paid =
                    LeaveLedger.payOut(
                            tx, slip.employeeId(), run.period().atEndOfMonth(), key(run));
            if (paid.compareTo(slip.leaveDays()) != 0) {
                throw outdated("leave of employee " + slip.employeeId() + " has changed meanwhile");
            }
        }
    }

    void undoLeave(Tx tx, PayrollRun run) {
        for (Payslip slip : new PayrollQueries_(tx.session()).payingLeave(run.getId())) {
            LeaveLedger.undoPayOut(tx, slip.employeeId(), key(run));
        }
    }

    /** Of the run's own random part: a second run of the month has another. */
    private static String key(PayrollRun run) {
        String id = run.getId().toString();
        return "PAY-" + id.substring(id.length() - 12);
    }

    private static ErpException outdated(String why) {
        return new ErpException(HrError.PAYROLL_OUTDATED, "%s: reset the run", why);
    }

    private static List<Sum> sums(Tx tx, PayrollRun run) {
        return Sql.query(
                tx.session(),
                SUMS,
                List.of(tx.companyId(), run.getId()),
                row ->
                        new Sum(
                                ComponentKind.valueOf(row.getString(1)),
                                row.getString(2),
                                Sql.uuidOrNull(row.getBytes(3)),
                                row.getBoolean(4),
                                row.getBigDecimal(5)));
    }
}
