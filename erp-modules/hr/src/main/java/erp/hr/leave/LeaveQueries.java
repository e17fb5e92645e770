package erp.hr.leave;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of leave. */
interface LeaveQueries {
    Session session();

    @HQL("from LeaveType where code = :code")
    List<LeaveType> typesOf(String code);

    @HQL("from LeavePolicy where code = :code")
    List<LeavePolicy> policiesOf(String code);

    @HQL("from Enrolment where employeeId = :employee and leaveTypeId = :type order by validFrom")
    List<Enrolment> enrolmentsOf(UUID employee, UUID type);

    @HQL(
            "select e from Enrolment e, Employee p where p.id = e.employeeId and e.validFrom <= :to"
                    + " and (e.validTo is null or e.validTo >= :from) and (p.leftOn is null or"
                    + " p.leftOn >= :from) order by e.employeeId, e.leaveTypeId, e.validFrom")
    List<Enrolment> enrolmentsWithin(LocalDate from, LocalDate to);

    @HQL("from LeaveAccount where employeeId = :employee")
    List<LeaveAccount> accountsOf(UUID employee);

    @HQL("from LeaveEntry where employeeId = :employee and runKey = :key")
    List<LeaveEntry> entriesOf(UUID employee, String key);

    @HQL(
            "select coalesce(sum(days), 0) from LeaveEntry where employeeId = :employee and"
                    + " leaveTypeId = :type and effectiveDate <= :day")
    BigDecimal sumUntil(UUID employee, UUID type, LocalDate day);

    @HQL(
            "from LeaveRequest where employeeId = :employee and fromDay <= :to and toDay >= :from"
                    + " and state in :states")
    List<LeaveRequest> standingWithin(
            UUID employee, LocalDate from, LocalDate to, List<LeaveState> states);

    @HQL(
            "from LeaveRequest r where r.employeeId in :employees and r.fromDay <= :to and r.toDay"
                + " >= :from and r.state = :state and r.leaveTypeId in (select id from LeaveType"
                + " where paid = false)")
    List<LeaveRequest> unpaidWithin(
            List<UUID> employees, LocalDate from, LocalDate to, LeaveState state);

    @HQL("select employeeId from LeaveRequest where id = :id")
    List<UUID> employeesOf(UUID id);

    @HQL("from LeaveDecision where requestId in :requests order by id")
    List<LeaveDecision> decisionsOf(List<UUID> requests);

    @HQL(
            "from Delegation where toEmployeeId = :employee and validFrom <= :day and validTo >="
                    + " :day and revoked = false")
    List<Delegation> delegationsTo(UUID employee, LocalDate day);
}
