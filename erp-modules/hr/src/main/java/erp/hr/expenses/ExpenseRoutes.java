package erp.hr.expenses;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.finance.Finance;
import erp.finance.common.FinanceError;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Employees;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Expense claims over HTTP. */
public final class ExpenseRoutes {
    private static final String PATH = "/api/v1/hr/expense-claims";
    private static final String MINE = "/api/v1/hr/me/expense-claims";

    private static final Listing<ExpenseClaims.ClaimSummary> ALL =
            Listing.of(ExpenseClaim.class)
                    .equal("employeeId", "of this employee")
                    .equal("state", "in this state")
                    .as(ExpenseClaims.ClaimSummary.class, ExpenseClaim::summary);

    private static final Listing<ExpenseClaims.ClaimSummary> OWN =
            Listing.of(ExpenseClaim.class)
                    .within("it.employeeId = :employee")
                    .equal("state", "in this state")
                    .as(ExpenseClaims.ClaimSummary.class, ExpenseClaim::summary);

    private final ExpenseClaims claims;

    /** What is claimed for an employee. */
    record ClaimFor(
            UUID employeeId,
            @NotBlank @Size(max = 140) String text,
            @Size(min = 1, max = NewClaim.MOST_LINES) List<NewClaim.NewLine> lines) {}

    public ExpenseRoutes(Finance finance) {
        this.claims = new ExpenseClaims(finance);
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        ExpenseTypes.endpoints(),
                        reads(),
                        drafts(),
                        decisions(),
                        money(),
                        own(),
                        ownSteps())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private List<Endpoint<?>> reads() {
        return List.of(
                Endpoint.get(PATH, "listExpenseClaims", "Expense claims, newest first")
                        .permission(HrPermission.EXPENSES_READ)
                        .list(ALL),
                Endpoint.get(PATH + "/{id}", "getExpenseClaim", "One claim with its lines")
                        .permission(HrPermission.EXPENSES_READ)
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(HrError.EXPENSE_CLAIM_NOT_FOUND)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                ExpenseClaims.view(
                                                        tx, claims.require(tx, call.id())))),
                Endpoint.get(
                                PATH + "/{id}/history",
                                "getExpenseClaimHistory",
                                "Who did what with the claim, newest first")
                        .permission(HrPermission.EXPENSES_READ)
                        .problems(HrError.EXPENSE_CLAIM_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                ExpenseClaim.TYPE,
                                                claims.require(tx, call.id()).getId())));
    }

    private List<Endpoint<?>> drafts() {
        return List.of(
                Endpoint.post(PATH, "createExpenseClaim", "Drafts a claim for an employee")
                        .body(ClaimFor.class)
                        .permission(HrPermission.EXPENSES_WRITE)
                        .creates(ExpenseClaims.ClaimView.class)
                        .problems(drafting())
                        .problems(HrError.UNKNOWN_EMPLOYEE)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                PATH,
                                                claims.draft(
                                                        tx,
                                                        Employees.named(
                                                                tx,
                                                                call.body().employeeId(),
                                                                "/employeeId"),
                                                        new NewClaim(
                                                                call.body().text(),
                                                                call.body().lines())))),
                Endpoint.put(PATH + "/{id}", "changeExpenseClaim", "Replaces a draft")
                        .body(NewClaim.class)
                        .permission(HrPermission.EXPENSES_WRITE)
                        .versionNeeded()
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(drafting())
                        .problems(HrError.EXPENSE_CLAIM_NOT_FOUND, HrError.EXPENSE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.change(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                Endpoint.post(PATH + "/{id}/submit", "submitExpenseClaim", "Asks for approval")
                        .permission(HrPermission.EXPENSES_WRITE)
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(HrError.EXPENSE_CLAIM_NOT_FOUND, HrError.EXPENSE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.submit(tx, call.id(), call::expectVersion))),
                Endpoint.post(PATH + "/{id}/cancel", "cancelExpenseClaim", "Gives it up")
                        .permission(HrPermission.EXPENSES_WRITE)
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(HrError.EXPENSE_CLAIM_NOT_FOUND, HrError.EXPENSE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.cancel(
                                                        tx, call.id(), call::expectVersion))));
    }

    private List<Endpoint<?>> decisions() {
        return List.of(
                Endpoint.post(
                                PATH + "/{id}/approve",
                                "approveExpenseClaim",
                                "Posts it: the employee is owed it from now on")
                        .optionalBody(ExpenseClaims.Dated.class)
                        .permission(HrPermission.EXPENSES_APPROVE)
                        .keyRequired()
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(deciding())
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.approve(
                                                        tx,
                                                        call.id(),
                                                        dated(call),
                                                        call::expectVersion))),
                Endpoint.post(PATH + "/{id}/reject", "rejectExpenseClaim", "Rejects it")
                        .optionalBody(ExpenseClaims.Dated.class)
                        .permission(HrPermission.EXPENSES_APPROVE)
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(deciding())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.reject(
                                                        tx,
                                                        call.id(),
                                                        dated(call),
                                                        call::expectVersion))));
    }

    private List<Endpoint<?>> money() {
        return List.of(
                reversal(),
                Endpoint.post(
                                PATH + "/{id}/reimburse",
                                "reimburseExpenseClaim",
                                "Pays the employee what he is owed for it")
                        .optionalBody(ExpenseClaims.Dated.class)
                        .permission(HrPermission.EXPENSES_PAY)
                        .keyRequired()
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(deciding())
                        .problems(
                                CoreError.FUTURE_DATE,
                                FinanceError.INVALID_PAYMENT,
                                FinanceError.NO_ACCOUNT_OF_ROLE,
                                FinanceError.NO_PERIOD,
                                FinanceError.PERIOD_CLOSED)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.reimburse(
                                                        tx,
                                                        call.id(),
                                                        dated(call),
                                                        call::expectVersion))));
    }

    private Endpoint<ExpenseClaims.Dated> reversal() {
        return Endpoint.post(
                        PATH + "/{id}/reverse",
                        "reverseExpenseClaim",
                        "Takes back an approval that is not reimbursed: the claim is rejected")
                .optionalBody(ExpenseClaims.Dated.class)
                .permission(HrPermission.EXPENSES_APPROVE)
                .keyRequired()
                .answers(ExpenseClaims.ClaimView.class)
                .problems(deciding())
                .problems(
                        HrError.INVALID_DATES,
                        CoreError.FUTURE_DATE,
                        FinanceError.NO_ACCOUNT_OF_ROLE,
                        FinanceError.NO_PERIOD,
                        FinanceError.PERIOD_CLOSED)
                .write(
                        (tx, call) ->
                                Reply.ok(
                                        claims.reverse(
                                                tx, call.id(), dated(call), call::expectVersion)));
    }

    private List<Endpoint<?>> own() {
        return List.of(
                Endpoint.get(MINE, "listMyExpenseClaims", "One's own claims, newest first")
                        .permission(HrPermission.SELF)
                        .list(OWN, (tx, _) -> Employees.mine(tx)),
                Endpoint.get(MINE + "/{id}", "getMyExpenseClaim", "One of one's own claims")
                        .permission(HrPermission.SELF)
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE, HrError.EXPENSE_CLAIM_NOT_FOUND)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                ExpenseClaims.view(
                                                        tx, claims.require(tx, own(tx, call))))),
                Endpoint.post(MINE, "createMyExpenseClaim", "Drafts a claim of one's own")
                        .body(NewClaim.class)
                        .permission(HrPermission.SELF)
                        .creates(ExpenseClaims.ClaimView.class)
                        .problems(drafting())
                        .problems(HrError.NOT_AN_EMPLOYEE)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                MINE,
                                                claims.draft(tx, Employees.me(tx), call.body()))));
    }

    private List<Endpoint<?>> ownSteps() {
        return List.of(
                Endpoint.put(MINE + "/{id}", "changeMyExpenseClaim", "Replaces one's own draft")
                        .body(NewClaim.class)
                        .permission(HrPermission.SELF)
                        .versionNeeded()
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(drafting())
                        .problems(
                                HrError.NOT_AN_EMPLOYEE,
                                HrError.EXPENSE_CLAIM_NOT_FOUND,
                                HrError.EXPENSE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.change(
                                                        tx,
                                                        own(tx, call),
                                                        call.body(),
                                                        call::expectVersion))),
                Endpoint.post(MINE + "/{id}/submit", "submitMyExpenseClaim", "Asks for approval")
                        .permission(HrPermission.SELF)
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(
                                HrError.NOT_AN_EMPLOYEE,
                                HrError.EXPENSE_CLAIM_NOT_FOUND,
                                HrError.EXPENSE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.submit(
                                                        tx, own(tx, call), call::expectVersion))),
                Endpoint.post(MINE + "/{id}/cancel", "cancelMyExpenseClaim", "Gives it up")
                        .permission(HrPermission.SELF)
                        .answers(ExpenseClaims.ClaimView.class)
                        .problems(
                                HrError.NOT_AN_EMPLOYEE,
                                HrError.EXPENSE_CLAIM_NOT_FOUND,
                                HrError.EXPENSE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                claims.cancel(
                                                        tx, own(tx, call), call::expectVersion))));
    }

    /** The id, if it is that of the caller's own claim. Throws EXPENSE_CLAIM_NOT_FOUND. */
    private static UUID own(Tx tx, Call<?> call) {
        if (!Employees.me(tx).getId().equals(ExpenseClaims.employeeOf(tx, call.id()))) {
            throw new ErpException(
                    HrError.EXPENSE_CLAIM_NOT_FOUND, "there is no expense claim %s", call.id());
        }
        return call.id();
    }

    private static ExpenseClaims.Dated dated(Call<ExpenseClaims.Dated> call) {
        ExpenseClaims.Dated said = call.bodyOrNull();
        return said == null ? ExpenseClaims.Dated.TODAY : said;
    }

    private static ErrorCode[] drafting() {
        return new ErrorCode[] {HrError.UNKNOWN_CODE, HrError.CURRENCY, HrError.INVALID_CLAIM};
    }

    private static ErrorCode[] deciding() {
        return new ErrorCode[] {
            HrError.EXPENSE_CLAIM_NOT_FOUND, HrError.EXPENSE_STATE, HrError.OWN_REQUEST
        };
    }
}
