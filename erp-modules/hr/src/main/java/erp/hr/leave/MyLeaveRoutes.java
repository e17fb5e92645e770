package erp.hr.leave;

import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Employees;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Leave over HTTP, as an employee has it for himself and decides on it for those he leads. */
final class MyLeaveRoutes {
    private static final String MINE = "/api/v1/hr/me/leave-requests";
    private static final String TO_DECIDE = "/api/v1/hr/me/leave-approvals";

    private static final Listing<LeaveRequests.RequestView> WAITING =
            Listing.of(LeaveRequest.class)
                    .within(
                            "it.state = SUBMITTED and (it.approverId = :employee or it.approverId"
                                    + " in (select d.fromEmployeeId from Delegation d where"
                                    + " d.toEmployeeId = :employee and d.revoked = false and"
                                    + " d.validFrom <= :today and d.validTo >= :today))")
                    .asAll(LeaveRequests.RequestView.class, LeaveRequests::views);

    private MyLeaveRoutes() {}

    static List<Endpoint<?>> endpoints() {
        List<Endpoint<?>> all = new ArrayList<>();
        all.addAll(own());
        all.addAll(ownSteps());
        all.addAll(toDecide());
        return all;
    }

    private static List<Endpoint<?>> own() {
        return List.of(
                Endpoint.get(
                                "/api/v1/hr/me/leave-balances",
                                "getMyLeaveBalances",
                                "What one has of leave at the end of a day")
                        .permission(HrPermission.SELF)
                        .query("on", LocalDate.class, "the day; today where absent")
                        .answers(LeaveRoutes.Balances.class)
                        .problems(HrError.NOT_AN_EMPLOYEE)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRoutes.balances(
                                                        tx,
                                                        Employees.me(tx).getId(),
                                                        call.query("on", LocalDate.class)
                                                                .orElse(tx.today())))),
                Endpoint.get(MINE, "listMyLeaveRequests", "One's own requests, newest first")
                        .permission(HrPermission.SELF)
                        .list(LeaveRoutes.OWN, (tx, _) -> Employees.mine(tx)),
                Endpoint.post(MINE, "createMyLeaveRequest", "Drafts leave for oneself")
                        .body(NewLeave.class)
                        .permission(HrPermission.SELF)
                        .creates(LeaveRequests.RequestView.class)
                        .problems(
                                HrError.NOT_AN_EMPLOYEE,
                                HrError.UNKNOWN_CODE,
                                HrError.INVALID_DATES)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                MINE,
                                                LeaveRequests.draft(
                                                        tx, Employees.me(tx), call.body()))));
    }

    private static List<Endpoint<?>> ownSteps() {
        return List.of(
                Endpoint.put(MINE + "/{id}", "changeMyLeaveRequest", "Replaces one's own draft")
                        .body(NewLeave.class)
                        .permission(HrPermission.SELF)
                        .versionNeeded()
                        .answers(LeaveRequests.RequestView.class)
                        .problems(
                                HrError.NOT_AN_EMPLOYEE,
                                HrError.LEAVE_REQUEST_NOT_FOUND,
                                HrError.LEAVE_STATE,
                                HrError.UNKNOWN_CODE,
                                HrError.INVALID_DATES)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.change(
                                                        tx,
                                                        own(tx, call),
                                                        call.body(),
                                                        call::expectVersion))),
                Endpoint.post(MINE + "/{id}/submit", "submitMyLeaveRequest", "Asks for it")
                        .permission(HrPermission.SELF)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE)
                        .problems(LeaveRoutes.submitting())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.submit(
                                                        tx, own(tx, call), call::expectVersion))),
                Endpoint.post(
                                MINE + "/{id}/cancel",
                                "cancelMyLeaveRequest",
                                "Gives it up, before it begins; its days come back")
                        .permission(HrPermission.SELF)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(
                                HrError.NOT_AN_EMPLOYEE,
                                HrError.LEAVE_REQUEST_NOT_FOUND,
                                HrError.LEAVE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.cancel(
                                                        tx,
                                                        own(tx, call),
                                                        false,
                                                        call::expectVersion))));
    }

    private static List<Endpoint<?>> toDecide() {
        return List.of(
                Endpoint.get(
                                TO_DECIDE,
                                "listMyLeaveApprovals",
                                "Requests that wait for one's decision, newest first")
                        .permission(HrPermission.SELF)
                        .list(
                                WAITING,
                                (tx, _) -> {
                                    Map<String, Object> scope = new HashMap<>(Employees.mine(tx));
                                    scope.put("today", tx.today());
                                    return scope;
                                }),
                Endpoint.post(TO_DECIDE + "/{id}/approve", "approveMyTurn", "Approves it")
                        .optionalBody(LeaveRequests.Decision.class)
                        .permission(HrPermission.SELF)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE)
                        .problems(LeaveRoutes.deciding())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.approve(
                                                        tx,
                                                        call.id(),
                                                        false,
                                                        LeaveRoutes.words(call),
                                                        call::expectVersion))),
                Endpoint.post(TO_DECIDE + "/{id}/reject", "rejectMyTurn", "Rejects it")
                        .optionalBody(LeaveRequests.Decision.class)
                        .permission(HrPermission.SELF)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE)
                        .problems(LeaveRoutes.deciding())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.reject(
                                                        tx,
                                                        call.id(),
                                                        false,
                                                        LeaveRoutes.words(call),
                                                        call::expectVersion))));
    }

    /** The id, if it is that of the caller's own request. Throws LEAVE_REQUEST_NOT_FOUND. */
    private static UUID own(Tx tx, Call<?> call) {
        UUID me = Employees.me(tx).getId();
        if (!me.equals(LeaveRequests.employeeOf(tx, call.id()))) {
            throw new ErpException(
                    HrError.LEAVE_REQUEST_NOT_FOUND, "there is no leave request %s", call.id());
        }
        return call.id();
    }
}
