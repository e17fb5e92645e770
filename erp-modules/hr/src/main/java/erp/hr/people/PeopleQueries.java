package erp.hr.people;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of employees and what is dated of theirs. */
interface PeopleQueries {
    Session session();

    @HQL("from Department where code = :code")
    List<Department> departmentsOf(String code);

    @HQL("from Position where code = :code")
    List<Position> positionsOf(String code);

    @HQL("from Employee where userId = :user")
    List<Employee> employeesOf(UUID user);

    @HQL("select id from Employee where userId = :user")
    List<UUID> idsOf(UUID user);

    @HQL("from Assignment where employeeId = :employee order by validFrom")
    List<Assignment> assignmentsOf(UUID employee);

    @HQL("from Contract where employeeId = :employee order by validFrom")
    List<Contract> contractsOf(UUID employee);

    @HQL(
            "from Contract where employeeId in :employees and validFrom <= :to and (validTo is null"
                    + " or validTo >= :from) order by employeeId, validFrom")
    List<Contract> contractsWithin(List<UUID> employees, LocalDate from, LocalDate to);

    @HQL(
            "from Assignment where employeeId in :employees and validFrom <= :to and (validTo is"
                    + " null or validTo >= :from) order by employeeId, validFrom")
    List<Assignment> assignmentsWithin(List<UUID> employees, LocalDate from, LocalDate to);

    @HQL("from Employee where id in :ids order by number")
    List<Employee> employeesIn(List<UUID> ids);

    @HQL("from Person where id in :ids")
    List<Person> personsIn(List<UUID> ids);

    @HQL("from Department where id in :ids")
    List<Department> departmentsIn(List<UUID> ids);

    @HQL("from Position where id in :ids")
    List<Position> positionsIn(List<UUID> ids);
}
