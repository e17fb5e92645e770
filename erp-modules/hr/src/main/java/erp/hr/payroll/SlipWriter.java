package erp.hr.payroll;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.hr.calculation.Slip;
import erp.hr.calculation.SlipLine;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Saves computed slips, many rows in a statement: a run has some hundred thousand. */
final class SlipWriter {
    private static final int ROWS = 400;

    private final Tx tx;
    private final PayrollRun run;

    /** Rows of one table, sent when there are enough. */
    private final class Rows {
        private final String table;
        private final int columns;
        private final List<@Nullable Object> values = new ArrayList<>();
        private int rows;

        Rows(String table, int columns) {
            this.table = table;
            this.columns = columns;
        }

        void add(@Nullable Object... row) {
            Collections.addAll(values, row);
            if (++rows == ROWS) {
                send();
            }
        }

        void send() {
            if (rows > 0) {
                String marks = "(" + Sql.marks(columns) + ")";
                Sql.update(
                        tx.session(),
                        "insert into "
                                + table
                                + " values "
                                + String.join(", ", Collections.nCopies(rows, marks)),
                        values);
                values.clear();
                rows = 0;
            }
        }
    }

    SlipWriter(Tx tx, PayrollRun run) {
        this.tx = tx;
        this.run = run;
    }

    void write(List<Slip> slips) {
        Rows heads =
                new Rows(
                        "hr_payslip (id, company_id, run_id, employee_id, period, kind,"
                                + " cost_centre, currency, gross, deductions, net, employer_cost,"
                                + " leave_days, live)",
                        14);
        Rows lines =
                new Rows(
                        "hr_payslip_line (id, company_id, slip_id, line_no, component_id,"
                                + " account_id, loan_id, kind, code, amount, for_period)",
                        11);
        Rows basis =
                new Rows("hr_pay_basis (id, company_id, slip_id, employee_id, period, basis)", 6);
        List<UUID> ids = new ArrayList<>();
        for (Slip slip : slips) {
            UUID id = tx.newId();
            ids.add(id);
            heads.add(
                    id,
                    tx.companyId(),
                    run.getId(),
                    slip.employee(),
                    run.firstDay(),
                    run.kind().name(),
                    slip.costCentre(),
                    run.currency().getCurrencyCode(),
                    slip.gross(),
                    slip.deductions(),
                    slip.net(),
                    slip.employerCost(),
                    slip.leaveDays(),
                    1);
        }
        heads.send();
        for (int i = 0; i < slips.size(); i++) {
            write(slips.get(i), ids.get(i), lines, basis);
        }
        lines.send();
        basis.send();
    }

    private void write(Slip slip, UUID id, Rows lines, Rows basis) {
        int number = 1;
        for (SlipLine line : slip.lines()) {
            lines.add(
                    tx.newId(),
                    tx.companyId(),
                    id,
                    number++,
                    line.component(),
                    line.account(),
                    line.loan(),
                    line.kind().name(),
                    line.code(),
                    line.amount(),
                    line.forPeriod());
        }
        slip.basis()
                .forEach(
                        (period, digest) ->
                                basis.add(
                                        tx.newId(),
                                        tx.companyId(),
                                        id,
                                        slip.employee(),
                                        period,
                                        digest));
    }
}
