package erp.hr.payroll;

import erp.hr.calculation.RunKind;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of payroll. */
interface PayrollQueries {
    Session session();

    @HQL("select period from PayrollRun where id = :id")
    List<LocalDate> periodsOf(UUID id);

    @HQL("select kind from PayrollRun where id = :id")
    List<RunKind> kindsOf(UUID id);

    @HQL("select settledTo from PayrollRun where id = :id")
    List<@Nullable UUID> settledTo(UUID id);

    @HQL("select employeeId from Payslip where runId = :run order by employeeId")
    List<UUID> employeesOf(UUID run);

    @HQL("from Payslip where runId = :run and leaveDays > 0 order by employeeId")
    List<Payslip> payingLeave(UUID run);

    @HQL("from PayslipLine where slipId in :slips order by slipId, lineNo")
    List<PayslipLine> linesOf(List<UUID> slips);

    @HQL(
            "select s from Payslip s, PayrollRun r where r.id = s.runId and s.employeeId in"
                    + " :employees and s.live = 1 and r.state in :states and s.period = :period")
    List<Payslip> slipsBefore(List<UUID> employees, LocalDate period, List<RunState> states);
}
