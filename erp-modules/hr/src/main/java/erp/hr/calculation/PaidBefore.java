package erp.hr.calculation;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.hr.pay.ComponentKind;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What was paid to some employees for months before: what they were computed from, and lines. */
final class PaidBefore {
    private static final String BASIS =
            """
            select b.employee_id, b.period, b.basis from hr_pay_basis b
            join hr_payslip s on s.id = b.slip_id join hr_payroll_run r on r.id = s.run_id
            where b.company_id = ? and s.live = 1 and r.state in ('POSTED', 'PAID')
              and b.period between ? and ? and b.employee_id in\
            """;
    private static final String LINES =
            """
            select l.component_id, l.account_id, l.kind, l.code, sum(l.amount) from hr_payslip s
            join hr_payslip_line l on l.slip_id = s.id join hr_payroll_run r on r.id = s.run_id
            where s.company_id = ? and s.employee_id = ? and s.live = 1
              and r.state in ('POSTED', 'PAID') and l.component_id is not null
              and coalesce(l.for_period, s.period) = ?
            group by l.component_id, l.account_id, l.kind, l.code order by l.code\
            """;

    private final Tx tx;
    private final Map<UUID, Map<LocalDate, String>> basis = new HashMap<>();

    /** For these months, both included. */
    PaidBefore(Tx tx, List<UUID> employees, YearMonth from, YearMonth to) {
        this.tx = tx;
        if (employees.isEmpty() || to.isBefore(from)) {
            return;
        }
        List<Object> values = new ArrayList<>();
        values.add(tx.companyId());
        values.add(from.atDay(1));
        values.add(to.atDay(1));
        values.addAll(employees);
        Sql.query(
                tx.session(),
                BASIS + " (" + Sql.marks(employees.size()) + ") order by b.id",
                values,
                row ->
                        basis.computeIfAbsent(Sql.uuid(row.getBytes(1)), _ -> new TreeMap<>())
                                .put(row.getObject(2, LocalDate.class), row.getString(3)));
    }

    /**
     * Months that the employee was paid for, and the digest of what each was last computed from; of
     * a month of which a run was reversed, something that is no digest.
     */
    Map<LocalDate, String> basis(UUID employee) {
        return basis.getOrDefault(employee, Map.of());
    }

    /** Days of leave that were paid out with a month. */
    BigDecimal leaveDays(UUID employee, LocalDate month) {
        return Sql.query(
                        tx.session(),
                        "select coalesce(sum(s.leave_days), 0) from hr_payslip s join"
                            + " hr_payroll_run r on r.id = s.run_id where s.company_id = ? and"
                            + " s.employee_id = ? and s.period = ? and s.live = 1 and r.state in"
                            + " ('POSTED', 'PAID')",
                        List.of(tx.companyId(), employee, month),
                        row -> row.getBigDecimal(1))
                .getFirst();
    }

    /** What was paid for a month by component, corrections included. */
    List<SlipLine> lines(UUID employee, LocalDate month) {
        return Sql.query(
                tx.session(),
                LINES,
                List.of(tx.companyId(), employee, month),
                row ->
                        new SlipLine(
                                Sql.uuid(row.getBytes(1)),
                                Sql.uuidOrNull(row.getBytes(2)),
                                null,
                                ComponentKind.valueOf(row.getString(3)),
                                row.getString(4),
                                row.getBigDecimal(5),
                                null));
    }
}
