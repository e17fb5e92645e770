package erp.hr.leave;

import erp.core.ErpException;
import erp.core.http.Versioned;
import erp.core.tx.Tx;
import erp.core.value.MultiLine;
import erp.hr.common.HrError;
import erp.hr.people.Assignments;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Requests for leave, from the draft to the decision. Each method says whose hand it needs. */
final class LeaveRequests {
    /** A decision, in words. */
    record Decision(@Size(max = 500) @MultiLine @Nullable String text) {
        static final Decision NONE = new Decision(null);
    }

    /**
     * A request as callers see it.
     *
     * @param levels how many must approve, {@code approved} how many have
     * @param approverId the employee whose turn it is
     */
    record RequestView(
            UUID id,
            UUID employeeId,
            String leaveType,
            LocalDate from,
            LocalDate to,
            boolean halfDay,
            BigDecimal days,
            LeaveState state,
            int levels,
            int approved,
            @Nullable UUID approverId,
            @Nullable String reason,
            List<LeaveDecision.View> decisions,
            long version)
            implements Versioned {}

    private LeaveRequests() {}

    static RequestView draft(Tx tx, Employee employee, NewLeave wanted) {
        wanted.check();
        LeaveType type = LeaveTypes.named(tx, wanted.leaveType());
        int workdays = LeaveDays.count(tx, employee.getId(), wanted.from(), wanted.to());
        LeaveRequest request = new LeaveRequest(tx, employee.getId(), type, wanted, workdays);
        tx.created(LeaveRequest.TYPE, request, Map.of("from", wanted.from(), "to", wanted.to()));
        return request.view(type.code(), List.of());
    }

    static RequestView change(Tx tx, UUID id, NewLeave wanted, LongConsumer expect) {
        wanted.check();
        LeaveType type = LeaveTypes.named(tx, wanted.leaveType());
        LeaveRequest request = lock(tx, id, expect);
        int workdays = LeaveDays.count(tx, request.employeeId(), wanted.from(), wanted.to());
        request.change(tx, type, wanted, workdays);
        tx.changed(
                LeaveRequest.TYPE,
                request,
                "change",
                Map.of("from", wanted.from(), "to", wanted.to()));
        return view(tx, request);
    }

    /** Throws LEAVE_STATE, NOT_ENROLLED, LEAVE_OVERLAP, INSUFFICIENT_LEAVE, INVALID_DATES. */
    static RequestView submit(Tx tx, UUID id, LongConsumer expect) {
        LeaveRequest request = lock(tx, id, expect);
        UUID employee = request.employeeId();
        LeaveType type = LeaveTypes.require(tx, request.leaveTypeId());
        LeavePolicy policy =
                Enrolments.policyOn(tx, employee, type.getId(), request.fromDay())
                        .orElseThrow(
                                () ->
                                        new ErpException(
                                                HrError.NOT_ENROLLED,
                                                "no policy for %s is the employee's on %s",
                                                type.code(),
                                                request.fromDay()));
        int workdays = LeaveDays.count(tx, employee, request.fromDay(), request.toDay());
        request.submit(workdays, policy.levels(), approver(tx, employee, 1));
        requireFree(tx, request);
        BigDecimal floor = type.floor();
        BigDecimal balance = LeaveLedger.balance(tx, employee, type.getId());
        if (floor != null && balance.subtract(request.days()).compareTo(floor) < 0) {
            throw LeaveLedger.insufficient(type, balance, request.days());
        }
        tx.changed(LeaveRequest.TYPE, request, "submit", Map.of("days", request.days()));
        return view(tx, request);
    }

    /**
     * Approves it at the level that it waits at; never one's own, and never two levels by one.
     * Throws LEAVE_STATE, NOT_YOURS, OWN_REQUEST, INSUFFICIENT_LEAVE, LEAVE_OVERLAP.
     */
    static RequestView approve(
            Tx tx, UUID id, boolean isOfficer, Decision decision, LongConsumer expect) {
        LeaveRequest request = lock(tx, id, expect);
        @Nullable UUID behalf = requireDecider(tx, request, isOfficer);
        tx.add(new LeaveDecision(tx, request, true, behalf, decision.text()));
        UUID employee = request.employeeId();
        boolean last = request.approve(approver(tx, employee, request.approvedLevels() + 2));
        if (!last) {
            tx.changed(
                    LeaveRequest.TYPE,
                    request,
                    "approve",
                    Map.of("level", request.approvedLevels()));
            return view(tx, request);
        }
        requireFree(tx, request);
        LeaveLedger.post(
                tx,
                employee,
                LeaveTypes.require(tx, request.leaveTypeId()),
                new LeaveLedger.Change(
                        LeaveEntryKind.TAKE,
                        request.days().negate(),
                        request.fromDay(),
                        null,
                        id,
                        null));
        tx.posted(
                LeaveRequest.TYPE,
                request,
                "approve",
                Map.of("level", request.approvedLevels()),
                new LeaveApproved(id, employee, request.fromDay(), request.toDay()));
        return view(tx, request);
    }

    static RequestView reject(
            Tx tx, UUID id, boolean isOfficer, Decision decision, LongConsumer expect) {
        LeaveRequest request = lock(tx, id, expect);
        @Nullable UUID behalf = requireDecider(tx, request, isOfficer);
        tx.add(new LeaveDecision(tx, request, false, behalf, decision.text()));
        request.reject();
        tx.changed(LeaveRequest.TYPE, request, "reject", Map.of());
        return view(tx, request);
    }

    /** An employee cancels his own leave only before it begins. Throws LEAVE_STATE. */
    static RequestView cancel(Tx tx, UUID id, boolean isOfficer, LongConsumer expect) {
        LeaveRequest request = lock(tx, id, expect);
        if (!isOfficer
                && request.state() == LeaveState.APPROVED
                && !request.fromDay().isAfter(tx.today())) {
            throw new ErpException(
                    HrError.LEAVE_STATE, "the leave has begun: an HR officer can cancel it");
        }
        if (!request.cancel()) {
            tx.changed(LeaveRequest.TYPE, request, "cancel", Map.of());
            return view(tx, request);
        }
        LeaveLedger.post(
                tx,
                request.employeeId(),
                LeaveTypes.require(tx, request.leaveTypeId()),
                new LeaveLedger.Change(
                        LeaveEntryKind.GIVE_BACK,
                        request.days(),
                        request.fromDay(),
                        null,
                        id,
                        null));
        tx.posted(
                LeaveRequest.TYPE,
                request,
                "cancel",
                Map.of(),
                new LeaveCancelled(id, request.employeeId()));
        return view(tx, request);
    }

    static LeaveRequest require(Tx tx, UUID id) {
        return tx.require(LeaveRequest.class, id, HrError.LEAVE_REQUEST_NOT_FOUND);
    }

    static List<RequestView> views(Tx tx, List<LeaveRequest> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        Map<UUID, List<LeaveDecision>> decisions =
                new LeaveQueries_(tx.session())
                        .decisionsOf(requests.stream().map(LeaveRequest::getId).toList()).stream()
                                .collect(Collectors.groupingBy(LeaveDecision::requestId));
        return requests.stream()
                .map(
                        it ->
                                it.view(
                                        LeaveTypes.require(tx, it.leaveTypeId()).code(),
                                        decisions.getOrDefault(it.getId(), List.of())))
                .toList();
    }

    static RequestView view(Tx tx, LeaveRequest request) {
        tx.flush();
        return views(tx, List.of(request)).getFirst();
    }

    /** Whose it is, without loading it. Throws LEAVE_REQUEST_NOT_FOUND. */
    static UUID employeeOf(Tx tx, UUID id) {
        return new LeaveQueries_(tx.session())
                .employeesOf(id).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new ErpException(
                                                HrError.LEAVE_REQUEST_NOT_FOUND,
                                                "there is no leave request %s",
                                                id));
    }

    /** The employee first, then the request, so that two of one employee come one by one. */
    private static LeaveRequest lock(Tx tx, UUID id, LongConsumer expect) {
        Employees.lock(tx, employeeOf(tx, id));
        LeaveRequest request = tx.lock(LeaveRequest.class, id, HrError.LEAVE_REQUEST_NOT_FOUND);
        expect.accept(request.getVersion());
        return request;
    }

    private static @Nullable UUID approver(Tx tx, UUID employee, int level) {
        return Assignments.manager(tx, employee, tx.today(), level).orElse(null);
    }

    private static void requireFree(Tx tx, LeaveRequest request) {
        for (LeaveRequest other :
                new LeaveQueries_(tx.session())
                        .standingWithin(
                                request.employeeId(),
                                request.fromDay(),
                                request.toDay(),
                                List.of(LeaveState.SUBMITTED, LeaveState.APPROVED))) {
            if (!other.getId().equals(request.getId())) {
                throw new ErpException(
                        HrError.LEAVE_OVERLAP,
                        "from %s to %s leave is asked for already",
                        other.fromDay(),
                        other.toDay());
            }
        }
    }

    /** Answers the employee in whose place the caller decides; null where it is his own turn. */
    private static @Nullable UUID requireDecider(Tx tx, LeaveRequest request, boolean isOfficer) {
        request.requireSubmitted();
        Employee asking = Employees.require(tx, request.employeeId());
        if (asking.is(tx.actor())) {
            throw new ErpException(HrError.OWN_REQUEST, "nobody decides on his own leave");
        }
        UUID actor = tx.actor().id();
        if (actor.equals(request.enteredBy())) {
            throw new ErpException(HrError.OWN_REQUEST, "nobody decides on leave that he entered");
        }
        if (new LeaveQueries_(tx.session())
                .decisionsOf(List.of(request.getId())).stream()
                        .anyMatch(it -> it.actorId().equals(actor))) {
            throw new ErpException(HrError.OWN_REQUEST, "you have approved it at another level");
        }
        UUID turn = request.approverId();
        if (isOfficer) {
            return turn;
        }
        UUID me = Employees.me(tx).getId();
        if (me.equals(turn)) {
            return null;
        }
        boolean delegated =
                turn != null
                        && new LeaveQueries_(tx.session())
                                .delegationsTo(me, tx.today()).stream()
                                        .anyMatch(it -> it.fromEmployeeId().equals(turn));
        if (!delegated) {
            throw new ErpException(HrError.NOT_YOURS, "it is not your turn to decide on it");
        }
        return turn;
    }
}
