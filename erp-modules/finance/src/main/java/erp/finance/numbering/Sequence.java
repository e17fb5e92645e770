package erp.finance.numbering;

import erp.core.sql.Sql;

import org.hibernate.Session;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A row of finance_sequence. Taking numbers locks it until commit and leaves the first number taken
 * in LAST_INSERT_ID(), which MySQL and MariaDB keep per connection.
 */
record Sequence(UUID company, String series, int fiscalYear) {
    private static final LocalDate NEVER = LocalDate.of(1000, 1, 1);
    private static final String TAKE =
            """
            update finance_sequence set next_no = last_insert_id(next_no) + ?
            where company_id = ? and series = ? and fiscal_year = ?\
            """;
    private static final String TAKE_DATED =
            """
            update finance_sequence set next_no = last_insert_id(next_no) + 1, last_date = ?
            where company_id = ? and series = ? and fiscal_year = ? and last_date <= ?\
            """;
    private static final String START =
            """
            insert into finance_sequence (company_id, series, fiscal_year, next_no, last_date)
            values (?, ?, ?, 1, ?)
            on duplicate key update next_no = next_no\
            """;
    private static final String LATER =
            """
            select 1 from finance_sequence
            where company_id = ? and series = ? and fiscal_year = ? and last_date > ?\
            """;

    /** Takes numbers of a series in which dates do not matter. */
    void take(Session session, int count) {
        if (update(session, count) == 0) {
            start(session);
            update(session, count);
        }
    }

    /** Takes one number; empty where a later date has one already. */
    OptionalLong takeDated(Session session, LocalDate date) {
        OptionalLong taken = updateDated(session, date);
        if (taken.isPresent()) {
            return taken;
        }
        start(session);
        return updateDated(session, date);
    }

    /** Whether a later date has a number; locks nothing. */
    boolean isNumberedAfter(Session session, LocalDate date) {
        List<Object> parameters = List.of(company, series, fiscalYear, date);
        return !Sql.query(session, LATER, parameters, row -> row.getInt(1)).isEmpty();
    }

    private int update(Session session, int count) {
        return Sql.update(session, TAKE, List.of(count, company, series, fiscalYear));
    }

    private OptionalLong updateDated(Session session, LocalDate date) {
        List<Object> parameters = List.of(date, company, series, fiscalYear, date);
        return Sql.updateReturningId(session, TAKE_DATED, parameters);
    }

    private void start(Session session) {
        Sql.update(session, START, List.of(company, series, fiscalYear, NEVER));
    }
}
