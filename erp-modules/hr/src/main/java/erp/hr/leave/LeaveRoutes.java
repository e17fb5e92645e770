package erp.hr.leave;

import erp.core.ErrorCode;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.listing.History;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.MultiLine;
import erp.hr.common.Amounts;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Leave over HTTP, as those keep it who look after all employees. */
public final class LeaveRoutes {
    static final String REQUESTS = "/api/v1/hr/leave-requests";

    static final Listing<LeaveRequests.RequestView> OWN =
            Listing.of(LeaveRequest.class)
                    .within("it.employeeId = :employee")
                    .equal("state", "in this state")
                    .asAll(LeaveRequests.RequestView.class, LeaveRequests::views);

    private static final Listing<LeaveRequests.RequestView> ALL =
            Listing.of(LeaveRequest.class)
                    .equal("employeeId", "of this employee")
                    .equal("state", "in this state")
                    .filter("from", LocalDate.class, "it.toDay >= :from", "on this day or later")
                    .filter("to", LocalDate.class, "it.fromDay <= :to", "on this day or before")
                    .asAll(LeaveRequests.RequestView.class, LeaveRequests::views);

    private static final Listing<LeaveEntry.View> ENTRIES =
            Listing.of(LeaveEntry.class)
                    .equal("employeeId", "of this employee")
                    .equal("leaveTypeId", "of this kind of leave")
                    .equal("kind", "that are this")
                    .range("effectiveDate", "effective")
                    .as(LeaveEntry.View.class, LeaveEntry::view);

    /** Leave that is wanted for an employee. */
    record LeaveFor(
            UUID employeeId,
            @Size(min = 1, max = 20) String leaveType,
            LocalDate from,
            LocalDate to,
            @Nullable Boolean halfDay,
            @Size(max = 500) @MultiLine @Nullable String reason) {
        private NewLeave leave() {
            return new NewLeave(leaveType, from, to, halfDay, reason);
        }
    }

    /**
     * A change of a balance by hand.
     *
     * @param days below zero it takes
     * @param isGrant whether it is given, not corrected
     */
    record ByHand(
            @Size(min = 1, max = 20) String leaveType,
            @DecimalMin("-366") @DecimalMax("366") @Digits(integer = 3, fraction = 2)
                    BigDecimal days,
            LocalDate date,
            @Nullable Boolean isGrant,
            @NotBlank @Size(max = 200) String text) {}

    /** What an employee has of a kind of leave on a day. */
    record BalanceView(String leaveType, BigDecimal days) {}

    /** What an employee has of all kinds of leave on a day. */
    record Balances(LocalDate date, List<BalanceView> balances) {}

    private LeaveRoutes() {}

    public static List<Endpoint<?>> endpoints() {
        return Stream.of(
                        LeaveTypes.endpoints(),
                        LeavePolicies.endpoints(),
                        Enrolments.endpoints(),
                        ledger(),
                        givings(),
                        requests(),
                        drafts(),
                        decisions(),
                        Delegations.endpoints(),
                        MyLeaveRoutes.endpoints())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    private static List<Endpoint<?>> ledger() {
        return List.of(
                Endpoint.get(
                                "/api/v1/hr/leave-entries",
                                "listLeaveEntries",
                                "Every change of every balance, newest first")
                        .permission(HrPermission.LEAVE_VIEW)
                        .list(ENTRIES),
                Endpoint.get(
                                Employees.PATH + "/{id}/leave-balances",
                                "getLeaveBalances",
                                "What an employee has of leave at the end of a day")
                        .permission(HrPermission.LEAVE_VIEW)
                        .query("on", LocalDate.class, "the day; today where absent")
                        .answers(Balances.class)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                balances(
                                                        tx,
                                                        Employees.require(tx, call.id()).getId(),
                                                        call.query("on", LocalDate.class)
                                                                .orElse(tx.today())))),
                Endpoint.get(
                                Employees.PATH + "/{id}/leave-history",
                                "getLeaveHistory",
                                "Who enrolled an employee, gave him leave or corrected it")
                        .permission(HrPermission.LEAVE_VIEW)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                LeaveLedger.HISTORY,
                                                Employees.require(tx, call.id()).getId())));
    }

    private static List<Endpoint<?>> givings() {
        return List.of(
                Endpoint.post(
                                Employees.PATH + "/{id}/leave-entries",
                                "postLeaveEntry",
                                "Gives or corrects leave by hand")
                        .body(ByHand.class)
                        .permission(HrPermission.LEAVE_WRITE)
                        .keyRequired()
                        .creates(Balances.class)
                        .problems(
                                HrError.EMPLOYEE_NOT_FOUND,
                                HrError.UNKNOWN_CODE,
                                HrError.INVALID_DATES,
                                HrError.INSUFFICIENT_LEAVE)
                        .write(LeaveRoutes::byHand),
                Endpoint.post(
                                "/api/v1/hr/leave-accruals",
                                "accrueLeave",
                                "Gives all employees what is due for a month, each once: call it"
                                        + " again until it is complete")
                        .body(AccrualRun.Month.class)
                        .permission(HrPermission.LEAVE_WRITE)
                        .keyRequired()
                        .answers(AccrualRun.Result.class)
                        .problems(HrError.INVALID_DATES)
                        .write((tx, call) -> Reply.ok(AccrualRun.run(tx, call.body()))));
    }

    private static List<Endpoint<?>> requests() {
        return List.of(
                Endpoint.get(REQUESTS, "listLeaveRequests", "Requests for leave, newest first")
                        .permission(HrPermission.LEAVE_VIEW)
                        .list(ALL),
                Endpoint.get(REQUESTS + "/{id}", "getLeaveRequest", "One request for leave")
                        .permission(HrPermission.LEAVE_VIEW)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(HrError.LEAVE_REQUEST_NOT_FOUND)
                        .read(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.views(
                                                                tx,
                                                                List.of(
                                                                        LeaveRequests.require(
                                                                                tx, call.id())))
                                                        .getFirst())),
                Endpoint.get(
                                REQUESTS + "/{id}/history",
                                "getLeaveRequestHistory",
                                "Who did what with it, newest first")
                        .permission(HrPermission.LEAVE_VIEW)
                        .problems(HrError.LEAVE_REQUEST_NOT_FOUND)
                        .list(
                                History.LISTING,
                                (tx, call) ->
                                        History.of(
                                                LeaveRequest.TYPE,
                                                LeaveRequests.require(tx, call.id()).getId())));
    }

    private static List<Endpoint<?>> drafts() {
        return List.of(
                Endpoint.post(REQUESTS, "createLeaveRequest", "Drafts leave for an employee")
                        .body(LeaveFor.class)
                        .permission(HrPermission.LEAVE_WRITE)
                        .creates(LeaveRequests.RequestView.class)
                        .problems(
                                HrError.UNKNOWN_EMPLOYEE,
                                HrError.UNKNOWN_CODE,
                                HrError.INVALID_DATES)
                        .write(
                                (tx, call) ->
                                        Reply.createdIn(
                                                REQUESTS,
                                                LeaveRequests.draft(
                                                        tx,
                                                        Employees.named(
                                                                tx,
                                                                call.body().employeeId(),
                                                                "/employeeId"),
                                                        call.body().leave()))),
                Endpoint.put(REQUESTS + "/{id}", "changeLeaveRequest", "Replaces a draft")
                        .body(NewLeave.class)
                        .permission(HrPermission.LEAVE_WRITE)
                        .versionNeeded()
                        .answers(LeaveRequests.RequestView.class)
                        .problems(
                                HrError.LEAVE_REQUEST_NOT_FOUND,
                                HrError.LEAVE_STATE,
                                HrError.UNKNOWN_CODE,
                                HrError.INVALID_DATES)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.change(
                                                        tx,
                                                        call.id(),
                                                        call.body(),
                                                        call::expectVersion))),
                Endpoint.post(REQUESTS + "/{id}/submit", "submitLeaveRequest", "Asks for it")
                        .permission(HrPermission.LEAVE_WRITE)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(submitting())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.submit(
                                                        tx, call.id(), call::expectVersion))));
    }

    private static List<Endpoint<?>> decisions() {
        return List.of(
                Endpoint.post(
                                REQUESTS + "/{id}/approve",
                                "approveLeaveRequest",
                                "Approves it in place of whoever's turn it is")
                        .optionalBody(LeaveRequests.Decision.class)
                        .permission(HrPermission.LEAVE_APPROVE)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(deciding())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.approve(
                                                        tx,
                                                        call.id(),
                                                        true,
                                                        words(call),
                                                        call::expectVersion))),
                Endpoint.post(
                                REQUESTS + "/{id}/reject",
                                "rejectLeaveRequest",
                                "Rejects it in place of whoever's turn it is")
                        .optionalBody(LeaveRequests.Decision.class)
                        .permission(HrPermission.LEAVE_APPROVE)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(deciding())
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.reject(
                                                        tx,
                                                        call.id(),
                                                        true,
                                                        words(call),
                                                        call::expectVersion))),
                Endpoint.post(
                                REQUESTS + "/{id}/cancel",
                                "cancelLeaveRequest",
                                "Cancels it, also when it has begun; its days come back")
                        .permission(HrPermission.LEAVE_WRITE)
                        .answers(LeaveRequests.RequestView.class)
                        .problems(HrError.LEAVE_REQUEST_NOT_FOUND, HrError.LEAVE_STATE)
                        .write(
                                (tx, call) ->
                                        Reply.ok(
                                                LeaveRequests.cancel(
                                                        tx,
                                                        call.id(),
                                                        true,
                                                        call::expectVersion))));
    }

    static ErrorCode[] submitting() {
        return new ErrorCode[] {
            HrError.LEAVE_REQUEST_NOT_FOUND,
            HrError.LEAVE_STATE,
            HrError.NOT_ENROLLED,
            HrError.LEAVE_OVERLAP,
            HrError.INSUFFICIENT_LEAVE,
            HrError.INVALID_DATES
        };
    }

    static ErrorCode[] deciding() {
        return new ErrorCode[] {
            HrError.LEAVE_REQUEST_NOT_FOUND,
            HrError.LEAVE_STATE,
            HrError.OWN_REQUEST,
            HrError.NOT_YOURS,
            HrError.LEAVE_OVERLAP,
            HrError.INSUFFICIENT_LEAVE
        };
    }

    static LeaveRequests.Decision words(Call<LeaveRequests.Decision> call) {
        LeaveRequests.Decision said = call.bodyOrNull();
        return said == null ? LeaveRequests.Decision.NONE : said;
    }

    static Balances balances(Tx tx, UUID employee, LocalDate day) {
        List<BalanceView> balances =
                new LeaveQueries_(tx.session())
                        .accountsOf(employee).stream()
                                .map(LeaveAccount::leaveTypeId)
                                .map(
                                        type ->
                                                new BalanceView(
                                                        LeaveTypes.require(tx, type).code(),
                                                        Amounts.plain(
                                                                LeaveLedger.balanceOn(
                                                                        tx, employee, type, day))))
                                .sorted(Comparator.comparing(BalanceView::leaveType))
                                .toList();
        return new Balances(day, balances);
    }

    private static Reply byHand(Tx tx, Call<ByHand> call) {
        ByHand wanted = call.body();
        HrError.INVALID_DATES.refuseIf(
                wanted.days().signum() == 0, "/days", "zero", "must not be zero");
        boolean grant = wanted.isGrant() != null && wanted.isGrant();
        HrError.INVALID_DATES.refuseIf(
                grant && wanted.days().signum() < 0, "/days", "positive", "must be above zero");
        LeaveType type = LeaveTypes.named(tx, wanted.leaveType());
        Employee employee = Employees.lock(tx, call.id());
        LeaveLedger.post(
                tx,
                employee.getId(),
                type,
                new LeaveLedger.Change(
                        grant ? LeaveEntryKind.GRANT : LeaveEntryKind.CORRECTION,
                        wanted.days(),
                        wanted.date(),
                        null,
                        null,
                        wanted.text()));
        tx.flush();
        tx.record(
                LeaveLedger.HISTORY,
                employee.getId(),
                0,
                "leave-entry",
                Map.of("leaveType", type.code(), "days", wanted.days(), "date", wanted.date()));
        return Reply.created(
                Employees.PATH + "/" + employee.getId() + "/leave-balances",
                balances(tx, employee.getId(), tx.today()));
    }
}
