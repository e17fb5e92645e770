package erp.hr.people;

import erp.core.ErpException;
import erp.core.http.Call;
import erp.core.http.Endpoint;
import erp.core.http.MasterRecord;
import erp.core.http.Reply;
import erp.core.listing.Listing;
import erp.core.module.Samples;
import erp.core.party.Parties;
import erp.core.party.PartyDetails;
import erp.core.party.PartyView;
import erp.core.tx.Tx;
import erp.hr.common.HrError;
import erp.hr.common.HrPermission;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** The employees of the company. */
public final class Employees {
    public static final String PATH = "/api/v1/hr/employees";

    /** What lists of an employee call him in their condition. */
    private static final String EMPLOYEE = "employee";

    private final Logins logins;
    private final Parties parties = new Parties();

    /**
     * The end of an employment.
     *
     * @param lastDay on which he works
     */
    record Leaving(LocalDate lastDay) {}

    public Employees(Logins logins) {
        this.logins = logins;
    }

    List<Endpoint<?>> endpoints() {
        return new MasterRecord<>("Employee", PATH, EmployeeView.class)
                .permissions(HrPermission.EMPLOYEES_READ, HrPermission.EMPLOYEES_WRITE)
                .absent(HrError.EMPLOYEE_NOT_FOUND)
                .unique("uq_hr_employee_number", HrError.CODE_TAKEN, "/number", "is taken")
                .unique("uq_hr_employee_user", HrError.USER_TAKEN, "/userId", "is another's")
                .list(
                        "Employees, newest first",
                        Listing.of(Employee.class)
                                .prefix("number", "number", "whose number begins so")
                                .prefix("name", "name", "whose name begins so")
                                .equal("userId", "who signs in as this user")
                                .choice(
                                        "here",
                                        Boolean.class,
                                        null,
                                        here ->
                                                here
                                                        ? "it.leftOn is null"
                                                        : "it.leftOn is not null",
                                        "true: who has not left; false: who has")
                                .sort("number")
                                .sort("name")
                                .as(EmployeeView.class, Employee::view))
                .create(
                        "Hires somebody",
                        NewEmployee.class,
                        this::hire,
                        HrError.UNKNOWN_USER,
                        HrError.OWN_REQUEST)
                .get("One employee", (tx, id) -> require(tx, id).view())
                .change(
                        "Replaces what everybody may know of an employee",
                        NewEmployee.class,
                        this::change,
                        HrError.UNKNOWN_USER,
                        HrError.OWN_REQUEST,
                        HrError.INVALID_DATES)
                .history(Employee.TYPE)
                .also(
                        Endpoint.post(
                                        PATH + "/{id}/leave-company",
                                        "leaveCompany",
                                        "Ends the employment: contract and assignment end with it")
                                .body(Leaving.class)
                                .permission(HrPermission.EMPLOYEES_WRITE)
                                .answers(EmployeeView.class)
                                .problems(
                                        HrError.EMPLOYEE_NOT_FOUND,
                                        HrError.EMPLOYEE_LEFT,
                                        HrError.INVALID_DATES)
                                .write(Employees::leave))
                .endpoints();
    }

    /** Somebody whom a version should be able to hire. */
    public static Samples sample(Tx tx) {
        String number = "TRY-" + tx.newId().toString().substring(24);
        return Samples.of(
                List.of(
                        Map.of(
                                "number",
                                number,
                                "name",
                                "Somebody new",
                                "hiredOn",
                                tx.today().toString())));
    }

    public static Employee require(Tx tx, UUID id) {
        return tx.require(Employee.class, id, HrError.EMPLOYEE_NOT_FOUND);
    }

    /** Whoever changes anything that is dated of an employee does so under this lock. */
    public static Employee lock(Tx tx, UUID id) {
        return tx.lock(Employee.class, id, HrError.EMPLOYEE_NOT_FOUND);
    }

    /** The employee that a request's field names. Throws UNKNOWN_EMPLOYEE. */
    public static Employee named(Tx tx, UUID id, String pointer) {
        List<Employee> found = new PeopleQueries_(tx.session()).employeesIn(List.of(id));
        HrError.UNKNOWN_EMPLOYEE.refuseIf(found.isEmpty(), pointer, "unknown", "names no employee");
        return found.getFirst();
    }

    /** Those of these ids, by their ids. */
    public static Map<UUID, Employee> all(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : new PeopleQueries_(tx.session())
                        .employeesIn(List.copyOf(ids)).stream()
                                .collect(Collectors.toMap(Employee::getId, Function.identity()));
    }

    /** Bank accounts and more of these employees, for whoever pays them. */
    public static Map<UUID, Person> persons(Tx tx, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : new PeopleQueries_(tx.session())
                        .personsIn(List.copyOf(ids)).stream()
                                .collect(Collectors.toMap(Person::getId, Function.identity()));
    }

    /** The employee whom the caller signs in as. Throws NOT_AN_EMPLOYEE. */
    public static Employee me(Tx tx) {
        return new PeopleQueries_(tx.session())
                .employeesOf(tx.actor().id()).stream().findFirst().orElseThrow(Employees::nobody);
    }

    /** Whom the caller signs in as, without loading him. Throws NOT_AN_EMPLOYEE. */
    public static UUID myId(Tx tx) {
        return new PeopleQueries_(tx.session())
                .idsOf(tx.actor().id()).stream().findFirst().orElseThrow(Employees::nobody);
    }

    /** The caller's employee as what a list is narrowed by: nobody's rows where he is none. */
    public static Map<String, ?> mine(Tx tx) {
        return Map.of(
                EMPLOYEE,
                new PeopleQueries_(tx.session())
                        .idsOf(tx.actor().id()).stream().findFirst().orElse(new UUID(0, 0)));
    }

    /** An employee as what a list is narrowed by. Throws EMPLOYEE_NOT_FOUND. */
    public static Map<String, ?> only(Tx tx, UUID id) {
        return Map.of(EMPLOYEE, require(tx, id).getId());
    }

    private static ErpException nobody() {
        return new ErpException(
                HrError.NOT_AN_EMPLOYEE, "you are linked to no employee of this company");
    }

    /** The cost centres of departments, by their ids. */
    public static Map<UUID, String> costCentres(Tx tx, Collection<UUID> departments) {
        Map<UUID, String> centres = new HashMap<>();
        if (!departments.isEmpty()) {
            new PeopleQueries_(tx.session())
                    .departmentsIn(List.copyOf(departments))
                    .forEach(it -> centres.put(it.getId(), it.costCentre()));
        }
        return centres;
    }

    /** Throws EMPLOYEE_LEFT where he has left before that day. */
    public static void requireHere(Employee employee, LocalDate day) {
        LocalDate left = employee.leftOn();
        HrError.EMPLOYEE_LEFT.refuseIf(
                left != null && day.isAfter(left),
                "/from",
                "left",
                "is after his last day, " + left);
    }

    private EmployeeView hire(Tx tx, NewEmployee wanted) {
        check(tx, wanted);
        requireNotOwn(tx, null, wanted.userId());
        PartyView party = parties.create(tx, PartyDetails.named(wanted.name().strip()));
        tx.flush();
        Employee employee =
                tx.created(
                        Employee.TYPE,
                        new Employee(party.id(), wanted, tx.now()),
                        Map.of("number", wanted.number(), "name", wanted.name()),
                        new EmployeeHired(party.id(), wanted.hiredOn()));
        tx.add(new Person(employee.getId()));
        return employee.view();
    }

    private EmployeeView change(Tx tx, UUID id, NewEmployee wanted, LongConsumer expect) {
        check(tx, wanted);
        Employee employee = lock(tx, id);
        expect.accept(employee.getVersion());
        requireNotOwn(tx, employee.userId(), wanted.userId());
        requireHiredBefore(tx, employee, wanted.hiredOn());
        parties.change(tx, id, PartyDetails.named(wanted.name().strip()));
        employee.change(wanted);
        tx.changed(
                Employee.TYPE,
                employee,
                "change",
                Map.of("number", wanted.number(), "name", wanted.name()));
        return employee.view();
    }

    private void check(Tx tx, NewEmployee wanted) {
        UUID user = wanted.userId();
        HrError.UNKNOWN_USER.refuseIf(
                user != null && !logins.has(tx, user),
                "/userId",
                "unknown",
                "is no user of this company");
    }

    /** Who is whose employee decides who sees his pay and who decides on his leave. */
    private static void requireNotOwn(Tx tx, @Nullable UUID was, @Nullable UUID wanted) {
        UUID actor = tx.actor().id();
        if (actor.equals(was) != actor.equals(wanted)) {
            throw new ErpException(
                    HrError.OWN_REQUEST, "nobody links himself to an employee, or unlinks himself");
        }
    }

    private static void requireHiredBefore(Tx tx, Employee employee, LocalDate hired) {
        List<Contract> contracts = new PeopleQueries_(tx.session()).contractsOf(employee.getId());
        LocalDate left = employee.leftOn();
        HrError.INVALID_DATES.refuseIf(
                (!contracts.isEmpty() && contracts.getFirst().validFrom().isBefore(hired))
                        || (left != null && left.isBefore(hired)),
                "/hiredOn",
                "order",
                "must not be after the first contract or the last day");
    }

    private static Reply leave(Tx tx, Call<Leaving> call) {
        LocalDate last = call.body().lastDay();
        Employee employee = lock(tx, call.id());
        call.expectVersion(employee.getVersion());
        HrError.EMPLOYEE_LEFT.refuseIf(
                employee.leftOn() != null, "/lastDay", "left", "has left already");
        PeopleQueries queries = new PeopleQueries_(tx.session());
        List<Dated> dated = new ArrayList<>();
        dated.addAll(queries.contractsOf(employee.getId()));
        dated.addAll(queries.assignmentsOf(employee.getId()));
        HrError.INVALID_DATES.refuseIf(
                last.isBefore(employee.hiredOn())
                        || dated.stream().anyMatch(it -> it.validFrom().isAfter(last)),
                "/lastDay",
                "order",
                "must not be before he was hired or a contract or an assignment begins");
        dated.stream().filter(it -> it.isValidOn(last)).forEach(it -> it.endOn(last));
        employee.leave(last);
        tx.changed(
                Employee.TYPE,
                employee,
                "leave-company",
                Map.of("lastDay", last),
                new EmployeeLeft(employee.getId(), last));
        return Reply.ok(employee.view());
    }
}
