package erp.hr.payroll;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.hr.calculation.Calculation;
import erp.hr.calculation.RunKind;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * Whom a call computes slips of: numbers by id, in their order.
 *
 * @param here who is paid for the month and has no slip yet
 * @param former who has left before it, and is looked at whether months that he was paid for have
 *     changed; one of them by one, each once a run
 * @param isLast whether nobody is left after these
 */
record Candidates(
        SequencedMap<UUID, String> here, SequencedMap<UUID, String> former, boolean isLast) {
    private static final String HERE =
            """
            select e.id, e.number from hr_employee e
            where e.company_id = ?
              and exists (select 1 from hr_contract c where c.employee_id = e.id
                and c.valid_from <= ? and (c.valid_to is null or c.valid_to >= ?))
              and not exists (select 1 from hr_payslip s where s.employee_id = e.id
                and s.period = ? and s.kind = ? and s.live = 1)
              and\
            """;

    /** Of whom a slip is pending, that one is posted first: the next run looks at him. */
    private static final String FORMER =
            """
            select e.id, e.number from hr_employee e
            where e.company_id = ? and e.left_on < ? and (? is null or e.id > ?)
              and exists (select 1 from hr_pay_basis b join hr_payslip s on s.id = b.slip_id
                where b.employee_id = e.id and b.period >= ? and s.live = 1)
              and not exists (select 1 from hr_payslip s join hr_payroll_run r on r.id = s.run_id
                where s.employee_id = e.id and s.live = 1
                and (s.period = ? and s.kind = 'REGULAR' or r.state not in ('POSTED', 'PAID')))\
            """;

    /** At most so many; nobody of a run that is not there, and nobody who is held for review. */
    static Candidates of(Tx tx, UUID run, int most) {
        PayrollQueries queries = new PayrollQueries_(tx.session());
        List<LocalDate> periods = queries.periodsOf(run);
        if (periods.isEmpty()) {
            return new Candidates(new LinkedHashMap<>(), new LinkedHashMap<>(), true);
        }
        LocalDate from = periods.getFirst();
        RunKind kind = queries.kindsOf(run).getFirst();
        SequencedMap<UUID, String> here = here(tx, from, kind, most + 1);
        SequencedMap<UUID, String> former = new LinkedHashMap<>();
        if (kind == RunKind.REGULAR && here.size() <= most) {
            former = former(tx, run, from, most + 1 - here.size());
        }
        boolean isLast = here.size() + former.size() <= most;
        if (!isLast) {
            (former.isEmpty() ? here : former).pollLastEntry();
        }
        return new Candidates(here, former, isLast);
    }

    List<UUID> all() {
        List<UUID> all = new ArrayList<>(here.keySet());
        all.addAll(former.keySet());
        return all;
    }

    private static SequencedMap<UUID, String> here(Tx tx, LocalDate from, RunKind kind, int most) {
        LocalDate to = YearMonth.from(from).atEndOfMonth();
        List<Object> values = new ArrayList<>(List.of(tx.companyId(), to, from, from, kind.name()));
        String who =
                switch (kind) {
                    case REGULAR -> {
                        values.add(to);
                        yield " (e.left_on is null or e.left_on > ?)";
                    }
                    case FINAL -> {
                        values.addAll(List.of(from, to));
                        yield " e.left_on between ? and ?";
                    }
                };
        values.addAll(tx.held());
        values.add(most);
        String free = Sql.without("e.id", tx.held());
        return found(tx, HERE + who + free + " order by e.id limit ?", values);
    }

    private static SequencedMap<UUID, String> former(Tx tx, UUID run, LocalDate from, int most) {
        @Nullable UUID after = new PayrollQueries_(tx.session()).settledTo(run).getFirst();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(tx.companyId());
        values.add(from);
        values.add(after);
        values.add(after);
        values.add(from.minusMonths(Calculation.LOOK_BACK));
        values.add(from);
        values.addAll(tx.held());
        values.add(most);
        String free = Sql.without("e.id", tx.held());
        return found(tx, FORMER + free + " order by e.id limit ?", values);
    }

    private static SequencedMap<UUID, String> found(
            Tx tx, String query, List<? extends @Nullable Object> values) {
        SequencedMap<UUID, String> found = new LinkedHashMap<>();
        Sql.query(
                tx.session(),
                query,
                values,
                row -> found.put(Sql.uuid(row.getBytes(1)), row.getString(2)));
        return found;
    }
}
