package erp.hr.people;

import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where employees work: departments and positions by date. */
public final class Assignments {
    /** How many managers above each other are looked at. */
    private static final int HIGHEST = 30;

    /**
     * From a day on an employee works here, as this.
     *
     * @param to his last day there; until something else where absent
     * @param department its code
     * @param position its code
     * @param managerId the employee who leads him
     */
    record NewAssignment(
            LocalDate from,
            @Nullable LocalDate to,
            @Size(min = 1, max = 20) String department,
            @Size(min = 1, max = 20) String position,
            @Nullable UUID managerId) {}

    /** Where somebody works, as callers see it. */
    record AssignmentView(
            UUID id,
            UUID employeeId,
            LocalDate from,
            @Nullable LocalDate to,
            String department,
            String position,
            @Nullable UUID managerId,
            long version)
            implements Versioned {}

    private static final Listing<AssignmentView> LISTING =
            Listing.of(Assignment.class)
                    .within("it.employeeId = :employee")
                    .filter("on", LocalDate.class, Dated.VALID_ON, "valid on this day")
                    .asAll(AssignmentView.class, Assignments::views);

    List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                Employees.PATH + "/{id}/assignments",
                                "listAssignments",
                                "Where an employee works, newest first")
                        .permission(HrPermission.EMPLOYEES_READ)
                        .problems(HrError.EMPLOYEE_NOT_FOUND)
                        .list(LISTING, (tx, call) -> Employees.only(tx, call.id())),
                Endpoint.post(
                                Employees.PATH + "/{id}/assignments",
                                "assignEmployee",
                                "From a day on an employee works elsewhere; what is open ends")
                        .body(NewAssignment.class)
                        .permission(HrPermission.EMPLOYEES_WRITE)
                        .creates(AssignmentView.class)
                        .problems(
                                HrError.EMPLOYEE_NOT_FOUND,
                                HrError.UNKNOWN_CODE,
                                HrError.UNKNOWN_EMPLOYEE,
                                HrError.INVALID_DATES,
                                HrError.EMPLOYEE_LEFT,
                                HrError.OVERLAP)
                        .write(Assignments::assign));
    }

    private static Reply assign(Tx tx, Call<NewAssignment> call) {
        NewAssignment wanted = call.body();
        Dated.checkOrder(wanted.from(), wanted.to());
        Department department = Organisation.department(tx, wanted.department());
        Position position = Organisation.position(tx, wanted.position());
        UUID manager = wanted.managerId();
        if (manager != null) {
            Employees.named(tx, manager, "/managerId");
            HrError.UNKNOWN_EMPLOYEE.refuseIf(
                    manager.equals(call.id()), "/managerId", "self", "must be somebody else");
        }
        Employee employee = Employees.lock(tx, call.id());
        call.expectVersion(employee.getVersion());
        Employees.requireHere(employee, wanted.from());
        Assignment assignment =
                new Assignment(tx.newId(), employee.getId(), wanted, department, position);
        assignment.succeed(
                new PeopleQueries_(tx.session()).assignmentsOf(employee.getId()),
                employee.leftOn());
        tx.add(assignment);
        tx.changed(
                Employee.TYPE,
                employee,
                "assign",
                Map.of(
                        "from", wanted.from(),
                        "department", department.code(),
                        "position", position.code()));
        return Reply.created(
                Employees.PATH + "/" + employee.getId() + "/assignments",
                views(tx, List.of(assignment)).getFirst());
    }

    /** The assignment of each of these employees at the end of a period that they were in. */
    public static Map<UUID, Assignment> lastWithin(
            Tx tx, List<UUID> employees, LocalDate from, LocalDate to) {
        Map<UUID, Assignment> last = new HashMap<>();
        if (!employees.isEmpty()) {
            new PeopleQueries_(tx.session())
                    .assignmentsWithin(employees, from, to)
                    .forEach(it -> last.put(it.employeeId(), it));
        }
        return last;
    }

    /**
     * Who leads an employee on that day, so many levels up; nobody where there is none, or where it
     * goes round in a circle.
     */
    public static Optional<UUID> manager(Tx tx, UUID employee, LocalDate day, int level) {
        UUID at = employee;
        for (int i = 0; i < Math.min(level, HIGHEST); i++) {
            Assignment assignment = lastWithin(tx, List.of(at), day, day).get(at);
            UUID next = assignment == null ? null : assignment.managerId();
            if (next == null || next.equals(employee)) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    static List<AssignmentView> views(Tx tx, List<Assignment> assignments) {
        PeopleQueries queries = new PeopleQueries_(tx.session());
        Map<UUID, String> departments = new HashMap<>();
        Map<UUID, String> positions = new HashMap<>();
        if (!assignments.isEmpty()) {
            queries.departmentsIn(assignments.stream().map(Assignment::departmentId).toList())
                    .forEach(it -> departments.put(it.getId(), it.code()));
            queries.positionsIn(assignments.stream().map(Assignment::positionId).toList())
                    .forEach(it -> positions.put(it.getId(), it.code()));
        }
        return assignments.stream()
                .map(
                        it ->
                                new AssignmentView(
                                        it.getId(),
                                        it.employeeId(),
                                        it.validFrom(),
                                        it.validTo(),
                                        departments.getOrDefault(it.departmentId(), ""),
                                        positions.getOrDefault(it.positionId(), ""),
                                        it.managerId(),
                                        it.getVersion()))
                .toList();
    }
}
