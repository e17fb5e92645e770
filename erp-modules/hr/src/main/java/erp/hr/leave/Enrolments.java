package erp.hr.leave;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;
import erp.hr.people.Dated;
import erp.hr.people.Employee;
import erp.hr.people.Employees;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which employees are under which leave policies, by date. */
final class Enrolments {
    private static final String PATH = Employees.PATH + "/{id}/leave-enrolments";

    /**
     * From a day on an employee is under a policy.
     *
     * @param to its last day; until another where absent
     * @param policy its code
     */
    record NewEnrolment(
            LocalDate from, @Nullable LocalDate to, @Size(min = 1, max = 20) String policy) {}

    /** An enrolment as callers see it. */
    record EnrolmentView(
            UUID id,
            UUID employeeId,
            LocalDate from,
            @Nullable LocalDate to,
            String policy,
            String leaveType,
            long version)
            implements Versioned {}

    private Enrolments() {}

    static List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(PATH, "listLeaveEnrolments", "Policies of an employee, newest first")
                        .permission(HrPermission.LEAVE_VIEW)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .list(
                                Listing.of(Enrolment.class)
                                        .within("it.employeeId = :employee")
                                        .asAll(
                                                EnrolmentView.class,
                                                (tx, all) ->
                                                        all.stream()
                                                                .map(it -> view(tx, it))
                                                                .toList()),
                                (tx, call) -> Employees.only(tx, call.id())),
                Endpoint.post(
                                PATH,
                                "enrolInLeavePolicy",
                                "Puts an employee under a policy; that of the same kind ends")
                        .body(NewEnrolment.class)
                        .permission(HrPermission.LEAVE_WRITE)
                        .creates(EnrolmentView.class)
                        .problems(
                                HrError.EMPLOYEE_NOT_FOUND,
                                HrError.UNKNOWN_CODE,
                                HrError.INVALID_DATES,
                                HrError.EMPLOYEE_LEFT,
                                HrError.OVERLAP)
                        .write(Enrolments::enrol));
    }

    private static Reply enrol(Tx tx, Call<NewEnrolment> call) {
        NewEnrolment wanted = call.body();
        Dated.checkOrder(wanted.from(), wanted.to());
        LeavePolicy policy = LeavePolicies.named(tx, wanted.policy());
        Employee employee = Employees.lock(tx, call.id());
        call.expectVersion(employee.getVersion());
        Employees.requireHere(employee, wanted.from());
        Enrolment enrolment = new Enrolment(tx.newId(), employee.getId(), wanted, policy);
        enrolment.succeed(
                new LeaveQueries_(tx.session())
                        .enrolmentsOf(employee.getId(), policy.leaveTypeId()));
        tx.add(enrolment);
        tx.flush();
        tx.record(
                LeaveLedger.HISTORY,
                employee.getId(),
                enrolment.getVersion(),
                "enrol",
                Map.of("from", wanted.from(), "policy", wanted.policy()));
        return Reply.created(
                Employees.PATH + "/" + employee.getId() + "/leave-enrolments", view(tx, enrolment));
    }

    /** The policy for that kind of leave of an employee on that day. */
    static Optional<LeavePolicy> policyOn(Tx tx, UUID employee, UUID leaveType, LocalDate day) {
        return new LeaveQueries_(tx.session())
                .enrolmentsOf(employee, leaveType).stream()
                        .filter(it -> it.isValidOn(day))
                        .findFirst()
                        .map(it -> LeavePolicies.require(tx, it.policyId()));
    }

    private static EnrolmentView view(Tx tx, Enrolment enrolment) {
        LeavePolicy policy = LeavePolicies.require(tx, enrolment.policyId());
        return new EnrolmentView(
                enrolment.getId(),
                enrolment.employeeId(),
                enrolment.validFrom(),
                enrolment.validTo(),
                policy.code(),
                LeaveTypes.require(tx, policy.leaveTypeId()).code(),
                enrolment.getVersion());
    }
}
