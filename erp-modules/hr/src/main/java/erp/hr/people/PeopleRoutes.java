package erp.hr.people;

import erp.core.http.Endpoint;
import erp.core.http.Reply;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import java.util.List;
import java.util.stream.Stream;

/** Employees, and what is known of and agreed with them, over HTTP. */
public final class PeopleRoutes {
    private final Employees employees;
    private final Contracts contracts;

    public PeopleRoutes(Employees employees, Contracts contracts) {
        this.employees = employees;
        this.contracts = contracts;
    }

    public List<Endpoint<?>> endpoints() {
        return Stream.of(
                        Organisation.departments(),
                        Organisation.positions(),
                        employees.endpoints(),
                        new Assignments().endpoints(),
                        Persons.endpoints(),
                        contracts.endpoints(),
                        mine())
                .<Endpoint<?>>flatMap(List::stream)
                .toList();
    }

    /** What the caller may see of himself. */
    private static List<Endpoint<?>> mine() {
        return List.of(
                Endpoint.get("/api/v1/hr/me", "getMyEmployee", "The employee that one signs in as")
                        .permission(HrPermission.SELF)
                        .answers(EmployeeView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE)
                        .read((tx, _) -> Reply.ok(Employees.me(tx).view())),
                Endpoint.get("/api/v1/hr/me/person", "getMyPerson", "One's own personal data")
                        .permission(HrPermission.SELF)
                        .answers(Persons.PersonView.class)
                        .problems(HrError.NOT_AN_EMPLOYEE)
                        .read((tx, _) -> Reply.ok(Persons.view(tx, Employees.me(tx).getId()))),
                Endpoint.get(
                                "/api/v1/hr/me/contracts",
                                "listMyContracts",
                                "One's own contracts, newest first")
                        .permission(HrPermission.SELF)
                        .list(Contracts.LISTING, (tx, _) -> Employees.mine(tx)));
    }
}
