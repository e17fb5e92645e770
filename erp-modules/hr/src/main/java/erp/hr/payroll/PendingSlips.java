package erp.hr.payroll;

import erp.core.Violations;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.hr.common.HrError;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;

/**
 * Slips that are computed and not posted. An employee has them in one run at a time: a second one
 * would know nothing of what the first pays, and pay it again.
 */
final class PendingSlips {
    private static final int CHUNK = 1000;
    private static final String LOCK = "select id from hr_employee where company_id = ? and id in";
    private static final String ELSEWHERE =
            """
            select distinct e.number from hr_payroll_run r
            straight_join hr_payslip s on s.run_id = r.id
            join hr_employee e on e.id = s.employee_id
            where r.company_id = ? and r.id <> ? and r.state in
              ('DRAFT', 'CALCULATED', 'REVIEWED', 'APPROVED') and s.live = 1 and e.id in\
            """;

    private PendingSlips() {}

    /** Nobody computes or posts other slips of these employees before commit. */
    static void lock(Tx tx, List<UUID> employees) {
        for (List<UUID> some : chunks(employees.stream().sorted().toList())) {
            List<Object> values = new ArrayList<>(List.of(tx.companyId()));
            values.addAll(some);
            Sql.query(
                    tx.session(),
                    LOCK + " (" + Sql.marks(some.size()) + ") order by id for update",
                    values,
                    row -> Sql.uuid(row.getBytes(1)));
        }
    }

    /** Throws PAYROLL_OUTDATED, which names those of these employees whom another run has. */
    static void requireNone(Tx tx, PayrollRun run, List<UUID> employees) {
        Violations found = new Violations();
        for (List<UUID> some : chunks(employees)) {
            List<Object> values = new ArrayList<>(List.of(tx.companyId(), run.getId()));
            values.addAll(some);
            Sql.query(
                            tx.session(),
                            ELSEWHERE
                                    + " ("
                                    + Sql.marks(some.size())
                                    + ") order by e.number limit 50",
                            values,
                            row -> row.getString(1))
                    .forEach(
                            number ->
                                    found.add(
                                            "/employees/" + number,
                                            "pending",
                                            "has a slip in another run that is not posted"));
        }
        found.refuse(HrError.PAYROLL_OUTDATED);
    }

    private static List<List<UUID>> chunks(List<UUID> all) {
        return all.stream().gather(Gatherers.windowFixed(CHUNK)).toList();
    }
}
