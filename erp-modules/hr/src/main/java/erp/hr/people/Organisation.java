package erp.hr.people;

import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Versioned;
import erp.core.listing.Listing;
import erp.core.tx.Tx;
import erp.core.value.Code;
import erp.finance.accounts.Line;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Departments and positions. */
final class Organisation {
    private static final String DEPARTMENT = "hr.department";
    private static final String POSITION = "hr.position";

    /** A department as it is to be. */
    record NewDepartment(
            @Code(max = 20) String code,
            @NotBlank @Size(max = 200) String name,
            @Code(max = Line.LONGEST_COST_CENTRE) String costCentre) {}

    /** A department as callers see it. */
    record DepartmentView(UUID id, String code, String name, String costCentre, long version)
            implements Versioned {}

    /** A position as it is to be. */
    record NewPosition(@Code(max = 20) String code, @NotBlank @Size(max = 200) String title) {}

    /** A position as callers see it. */
    record PositionView(UUID id, String code, String title, long version) implements Versioned {}

    private Organisation() {}

    static List<Endpoint<?>> departments() {
        return new MasterRecord<>("Department", "/api/v1/hr/departments", DepartmentView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.EMPLOYEES_WRITE)
                .absent(HrError.DEPARTMENT_NOT_FOUND)
                .unique("uq_hr_department_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Departments, newest first",
                        Listing.of(Department.class)
                                .equal("code", "the one of this code")
                                .equal("costCentre", "of this cost centre")
                                .as(DepartmentView.class, Department::view))
                .create(
                        "Makes a department",
                        NewDepartment.class,
                        (tx, wanted) ->
                                tx.created(
                                                DEPARTMENT,
                                                new Department(tx.newId(), wanted),
                                                Map.of("code", wanted.code()))
                                        .view())
                .get("One department", (tx, id) -> department(tx, id).view())
                .change(
                        "Replaces what is known of a department",
                        NewDepartment.class,
                        (tx, id, wanted, expect) -> {
                            Department department = department(tx, id);
                            expect.accept(department.getVersion());
                            department.change(wanted);
                            tx.changed(
                                    DEPARTMENT,
                                    department,
                                    "change",
                                    Map.of("costCentre", wanted.costCentre()));
                            return department.view();
                        })
                .history(DEPARTMENT)
                .endpoints();
    }

    static List<Endpoint<?>> positions() {
        return new MasterRecord<>("Position", "/api/v1/hr/positions", PositionView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.EMPLOYEES_WRITE)
                .absent(HrError.POSITION_NOT_FOUND)
                .unique("uq_hr_position_code", HrError.CODE_TAKEN, "/code", "is taken")
                .list(
                        "Positions, newest first",
                        Listing.of(Position.class)
                                .equal("code", "the one of this code")
                                .as(PositionView.class, Position::view))
                .create(
                        "Makes a position",
                        NewPosition.class,
                        (tx, wanted) ->
                                tx.created(
                                                POSITION,
                                                new Position(tx.newId(), wanted),
                                                Map.of("code", wanted.code()))
                                        .view())
                .get("One position", (tx, id) -> position(tx, id).view())
                .change(
                        "Replaces what is known of a position",
                        NewPosition.class,
                        (tx, id, wanted, expect) -> {
                            Position position = position(tx, id);
                            expect.accept(position.getVersion());
                            position.change(wanted);
                            tx.changed(POSITION, position, "change", Map.of("code", wanted.code()));
                            return position.view();
                        })
                .history(POSITION)
                .endpoints();
    }

    /** The department that a request names by its code. Throws UNKNOWN_CODE. */
    static Department department(Tx tx, String code) {
        List<Department> found = new PeopleQueries_(tx.session()).departmentsOf(code);
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), "/department", "unknown", "is the code of no department");
        return found.getFirst();
    }

    /** The position that a request names by its code. Throws UNKNOWN_CODE. */
    static Position position(Tx tx, String code) {
        List<Position> found = new PeopleQueries_(tx.session()).positionsOf(code);
        HrError.UNKNOWN_CODE.refuseIf(
                found.isEmpty(), "/position", "unknown", "is the code of no position");
        return found.getFirst();
    }

    private static Department department(Tx tx, UUID id) {
        return tx.require(Department.class, id, HrError.DEPARTMENT_NOT_FOUND);
    }

    private static Position position(Tx tx, UUID id) {
        return tx.require(Position.class, id, HrError.POSITION_NOT_FOUND);
    }
}
