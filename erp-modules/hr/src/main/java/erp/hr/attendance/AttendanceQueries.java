package erp.hr.attendance;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of attendance. */
interface AttendanceQueries {
    Session session();

    @HQL("from Shift where code = :code")
    List<Shift> shiftsOf(String code);

    @HQL("from ShiftPlan where employeeId = :employee and day between :from and :to")
    List<ShiftPlan> plansOf(UUID employee, LocalDate from, LocalDate to);

    /** What counts: neither replaced nor void. */
    @HQL(
            "select new erp.hr.attendance.PunchTime(p.employeeId, p.at, p.kind) from Punch p where"
                + " p.employeeId in :employees and p.at >= :from and p.at < :to and p.isVoid ="
                + " false and not exists (select 1 from Punch c where c.replacesId = p.id) order by"
                + " p.employeeId, p.at, p.id")
    List<PunchTime> countingWithin(List<UUID> employees, Instant from, Instant to);

    @HQL("select count(*) from Punch where replacesId = :punch")
    long replacementsOf(UUID punch);

    @HQL("select count(*) from HistoryEntry where entityType = :type and entityId = :id")
    long changesOf(String type, UUID id);

    @HQL("select employeeId from Punch where id = :id")
    List<UUID> employeesOf(UUID id);
}
