package erp.hr.loans;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.Finance;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Line;
import erp.finance.common.FinanceError;
import erp.finance.common.PeriodRefusal;
import erp.finance.ledger.Entry;
import erp.finance.ledger.Source;
import erp.finance.numbering.Book;
import erp.hr.common.AccessLog;
import erp.hr.common.Amounts;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Loans and advances: lent by one, paid out by another, kept back of pay. */
public final class Loans {
    private static final String PATH = "/api/v1/hr/loans";
    private static final String WHAT = "loan";
    private static final String PAY_OUT = "pay-out";

    /** Payroll runs, and their entries that lend something: paid wrongly, or found overpaid. */
    private static final String RUN = "hr.payroll-run";

    private static final String RECOVERED = "net-pay-recovered";
    private static final String FOUND = "payroll";

    private static final String BECOME =
            """
            update hr_pay_loan set state = ?, version = version + 1
            where company_id = ? and id = ? and state = ? and repaid = 0\
            """;

    private final Finance finance;

    /**
     * Money that is to be lent.
     *
     * @param instalment kept back of each slip
     * @param firstMonth any day of the first month that it is kept back of
     */
    record NewLoan(
            UUID employeeId,
            @NotBlank @Size(max = 140) String text,
            @Positive Money amount,
            @Positive Money instalment,
            LocalDate firstMonth) {}

    /**
     * When a loan is paid out.
     *
     * @param date today where absent
     */
    record PayOut(@Nullable LocalDate date) {}

    /**
     * What an employee paid back himself, not out of pay.
     *
     * @param date when the money came; today where absent
     */
    record Repayment(@Positive Money amount, @Nullable LocalDate date) {}

    /**
     * A loan as callers see it.
     *
     * @param runId the payroll run that was reversed after it had paid this, or found that it was
     *     paid too much
     */
    record LoanView(
            UUID id,
            UUID employeeId,
            String text,
            LoanState state,
            Money amount,
            Money instalment,
            Money outstanding,
            LocalDate firstMonth,
            @Nullable UUID runId,
            long version)
            implements Versioned {}

    public Loans(Finance finance) {
        this.finance = finance;
    }

    public List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>(kept());
        all.addAll(money());
        return all;
    }

    private static List<Endpoint<?>> kept() {
        Listing<LoanView> listing =
                Listing.of(PayLoan.class)
                        .equal("employeeId", "of this employee")
                        .equal("state", "in this state")
                        .asAll(LoanView.class, Loans::views);
        return List.of(
                Endpoint.get(PATH, "listLoans", "Loans to employees, newest first")
                        .permission(HrPermission.PAY_VIEW)
                        .list(listing),
                Endpoint.get(PATH + "/{id}", "getLoan", "One loan")
                        .permission(HrPermission.PAY_VIEW)
                        .answers(LoanView.class)
                        .problems(HrError.LOAN_NOT_FOUND)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                views(tx, List.of(require(tx, call.id())))
                                                        .getFirst())),
                Endpoint.get(PATH + "/{id}/history", "getLoanHistory", "Who did what with it")
                        .permission(HrPermission.PAY_VIEW)
                        .problems(HrError.LOAN_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(PayLoan.TYPE, require(tx, call.id()).getId())),
                Endpoint.post(PATH, "createLoan", "Drafts a loan or an advance")
                        .body(NewLoan.class)
                        .permission(HrPermission.PAY_WRITE)
                        .creates(LoanView.class)
                        .problems(HrError.UNKNOWN_EMPLOYEE, HrError.CURRENCY, HrError.INVALID_LOAN)
                        .write(Loans::draft),
                Endpoint.post(PATH + "/{id}/cancel", "cancelLoan", "Gives up a draft")
                        .permission(HrPermission.PAY_WRITE)
                        .answers(LoanView.class)
                        .problems(HrError.LOAN_NOT_FOUND, HrError.LOAN_STATE)
                        .write(Loans::cancel));
    }

    private List<Endpoint<?>> money() {
        return List.of(
                Endpoint.post(
                                PATH + "/{id}/pay-out",
                                "payOutLoan",
                                "Pays it, by somebody else than who entered or gets it")
                        .optionalBody(PayOut.class)
                        .permission(HrPermission.PAYROLL_PAY)
                        .keyRequired()
                        .answers(LoanView.class)
                        .problems(
                                HrError.LOAN_NOT_FOUND,
                                HrError.LOAN_STATE,
                                HrError.OWN_REQUEST,
                                CoreError.FUTURE_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::payOut),
                Endpoint.post(
                                PATH + "/{id}/repay",
                                "repayLoan",
                                "Posts that the employee paid some of it back himself")
                        .body(Repayment.class)
                        .permission(HrPermission.PAYROLL_PAY)
                        .keyRequired()
                        .answers(LoanView.class)
                        .problems(
                                HrError.LOAN_NOT_FOUND,
                                HrError.LOAN_STATE,
                                HrError.CURRENCY,
                                HrError.OWN_REQUEST,
                                HrError.INVALID_DATES,
                                CoreError.FUTURE_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(this::repaid));
    }

    /** Loans of these employees that are not paid back whole. */
    public static Map<UUID, List<PayLoan>> owedBy(Tx tx, List<UUID> employees) {
        return employees.isEmpty()
                ? Map.of()
                : new LoanQueries_(tx.session())
                        .loansOf(employees, LoanState.PAID_OUT).stream()
                                .collect(Collectors.groupingBy(PayLoan::employeeId));
    }

    /**
     * What these employees got by a run that is reversed is lent to them, all of it to be kept back
     * at once. Whoever calls posts it in one sum.
     */
    public static void recover(Tx tx, UUID run, YearMonth month, Map<UUID, Money> paid) {
        paid.forEach(
                (employee, net) ->
                        tx.created(
                                PayLoan.TYPE,
                                new PayLoan(tx, employee, net, run, month),
                                Map.of("employee", employee, "run", run)));
    }

    /** Drafts what somebody owes who was paid too much; it goes with the run. */
    public static void owe(Tx tx, UUID id, UUID employee, Money owed, UUID run, YearMonth month) {
        tx.created(
                PayLoan.TYPE,
                new PayLoan(tx, id, employee, owed, run, month),
                Map.of("employee", employee, "run", run));
    }

    /** What a run has found owed is owed once the run is posted; false where it is no draft. */
    public static boolean owed(Tx tx, UUID loan) {
        return become(tx, loan, LoanState.DRAFT, LoanState.PAID_OUT, "owe");
    }

    /** Nothing is owed after all; false where some of it was paid back. */
    public static boolean forgive(Tx tx, UUID loan, boolean isPosted) {
        return become(
                tx,
                loan,
                isPosted ? LoanState.PAID_OUT : LoanState.DRAFT,
                LoanState.CANCELLED,
                "cancel");
    }

    private static boolean become(Tx tx, UUID loan, LoanState from, LoanState to, String action) {
        boolean done =
                Sql.update(
                                tx.session(),
                                BECOME,
                                List.of(to.name(), tx.companyId(), loan, from.name()))
                        > 0;
        if (done) {
            long version = new LoanQueries_(tx.session()).versionOf(loan);
            tx.record(PayLoan.TYPE, loan, version, action, Map.of());
        }
        return done;
    }

    private static PayLoan require(Tx tx, UUID id) {
        return tx.require(PayLoan.class, id, HrError.LOAN_NOT_FOUND);
    }

    private static List<LoanView> views(Tx tx, List<PayLoan> loans) {
        AccessLog.read(tx, WHAT, loans.stream().map(PayLoan::employeeId).toList());
        return loans.stream().map(PayLoan::view).toList();
    }

    private static Reply draft(Tx tx, Call<NewLoan> call) {
        NewLoan wanted = call.body();
        Amounts.check(tx, wanted.amount(), "/amount");
        Amounts.check(tx, wanted.instalment(), "/instalment");
        HrError.INVALID_LOAN.refuseIf(
                wanted.instalment().compareTo(wanted.amount()) > 0,
                "/instalment",
                "range",
                "must not be more than the amount");
        Employee employee = Employees.named(tx, wanted.employeeId(), "/employeeId");
        PayLoan loan =
                tx.created(
                        PayLoan.TYPE,
                        new PayLoan(tx, employee.getId(), wanted),
                        Map.of("employee", employee.getId()));
        return Reply.createdIn(PATH, views(tx, List.of(loan)).getFirst());
    }

    private static Reply cancel(Tx tx, Call<Void> call) {
        PayLoan loan = tx.lock(PayLoan.class, call.id(), HrError.LOAN_NOT_FOUND);
        call.expectVersion(loan.getVersion());
        loan.become(LoanState.CANCELLED);
        tx.changed(PayLoan.TYPE, loan, "cancel", Map.of());
        return Reply.ok(views(tx, List.of(loan)).getFirst());
    }

    private Reply payOut(Tx tx, Call<PayOut> call) {
        PayLoan loan = tx.lock(PayLoan.class, call.id(), HrError.LOAN_NOT_FOUND);
        call.expectVersion(loan.getVersion());
        if (loan.enteredBy().equals(tx.actor().id())
                || Employees.require(tx, loan.employeeId()).is(tx.actor())) {
            throw new ErpException(
                    HrError.OWN_REQUEST, "nobody pays out a loan that he entered or gets");
        }
        loan.become(LoanState.PAID_OUT);
        PayOut how = call.bodyOrNull();
        LocalDate date = tx.documentDate(how == null ? null : how.date(), "/date");
        tx.posted(PayLoan.TYPE, loan, PAY_OUT, Map.of("date", date));
        post(
                tx,
                new Entry(
                        Book.BANK,
                        new Source(PayLoan.TYPE, loan.getId(), PAY_OUT),
                        date,
                        "Loan to an employee",
                        List.of(
                                Line.debit(AccountRole.EMPLOYEE_LOANS, loan.amount()),
                                Line.credit(AccountRole.BANK, loan.amount()))));
        return Reply.ok(views(tx, List.of(loan)).getFirst());
    }

    /** A run that was computed before and keeps back more than is owed now is not posted. */
    private Reply repaid(Tx tx, Call<Repayment> call) {
        Money amount = call.body().amount();
        Amounts.check(tx, amount, "/amount");
        PayLoan loan = tx.lock(PayLoan.class, call.id(), HrError.LOAN_NOT_FOUND);
        call.expectVersion(loan.getVersion());
        if (Employees.require(tx, loan.employeeId()).is(tx.actor())) {
            throw new ErpException(
                    HrError.OWN_REQUEST, "nobody says of himself that he paid a loan back");
        }
        LocalDate date = tx.documentDate(call.body().date(), "/date");
        int time = loan.repay(amount.amount());
        LocalDate lent = lentOn(tx, loan);
        HrError.INVALID_DATES.refuseIf(
                date.isBefore(lent), "/date", "order", "must not be before it was lent, " + lent);
        tx.posted(PayLoan.TYPE, loan, "repay", Map.of("date", date));
        post(
                tx,
                new Entry(
                        Book.BANK,
                        new Source(PayLoan.TYPE, loan.getId(), "repaid-" + time),
                        date,
                        "Loan paid back by an employee",
                        List.of(
                                Line.debit(AccountRole.BANK, amount),
                                Line.credit(AccountRole.EMPLOYEE_LOANS, amount))));
        return Reply.ok(views(tx, List.of(loan)).getFirst());
    }

    /** The day of the entry that made it: its own, or that of the run which it is of. */
    private LocalDate lentOn(Tx tx, PayLoan loan) {
        UUID run = loan.runId();
        Source source;
        if (run == null) {
            source = new Source(PayLoan.TYPE, loan.getId(), PAY_OUT);
        } else {
            Source recovered = new Source(RUN, run, RECOVERED);
            source =
                    finance.ledger().entryOf(tx, recovered).isPresent()
                            ? recovered
                            : new Source(RUN, run, FOUND);
        }
        return finance.ledger().dateOf(tx, source);
    }

    private void post(Tx tx, Entry entry) {
        PeriodRefusal.get(() -> finance.ledger().post(tx, entry));
    }
}
