package erp.finance.reports;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.sql.Sql;
import erp.core.tx.Tx;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;

/** The days of a report, both included. */
record Days(LocalDate from, LocalDate to) {
    static final String FROM = "first day; where absent, that of the last day's fiscal year";
    static final String TO = "last day; today where absent";

    private static final String YEAR =
            """
            select q.start_date from finance_period q where q.company_id = ? and q.fiscal_year =
              (select p.fiscal_year from finance_period p where p.company_id = ? and p.start_date <= ?
               order by p.start_date desc limit 1)
            order by q.start_date limit 1\
            """;

    /** As they were sent, or usual. Throws INVALID_REQUEST where they end before they begin. */
    static Days of(Tx tx, Call<Void> call) {
        LocalDate to = call.query("to", LocalDate.class).orElse(tx.today());
        LocalDate from = call.query("from", LocalDate.class).orElseGet(() -> yearOf(tx, to));
        return of(from, to, "?to");
    }

    static Days of(LocalDate from, LocalDate to, String pointer) {
        CoreError.INVALID_REQUEST.refuseIf(
                to.isBefore(from), pointer, "order", "must not be before " + from);
        return new Days(from, to);
    }

    boolean contain(@Nullable Object day) {
        return day instanceof LocalDate date && !date.isBefore(from) && !date.isAfter(to);
    }

    LocalDate before() {
        return from.minusDays(1);
    }

    /** First day of the fiscal year of that day; of the calendar's where no period is as old. */
    static LocalDate yearOf(Tx tx, LocalDate day) {
        List<Object> parameters = List.of(tx.companyId(), tx.companyId(), day);
        return Sql.query(tx.session(), YEAR, parameters, row -> row.getObject(1, LocalDate.class))
                .stream()
                .findFirst()
                .orElse(day.withDayOfYear(1));
    }
}
