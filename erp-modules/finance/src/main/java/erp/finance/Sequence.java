package erp.finance;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;

import java.time.LocalDate;
import java.util.UUID;

/**
 * A row of finance_sequence. Taking numbers locks it until commit and leaves the first number taken
 * in LAST_INSERT_ID(), which MySQL and MariaDB keep per connection.
 */
record Sequence(UUID company, String series, int fiscalYear) {
    private static final LocalDate NEVER = LocalDate.of(1000, 1, 1);
    private static final String TAKE =
            """
            update finance_sequence set next_no = last_insert_id(next_no) + :count
            where company_id = :company and series = :series and fiscal_year = :year
            """;
    private static final String TAKE_DATED =
            """
            update finance_sequence set next_no = last_insert_id(next_no) + 1, last_date = :date
            where company_id = :company and series = :series and fiscal_year = :year
              and last_date <= :date
            """;
    private static final String START =
            """
            insert into finance_sequence (company_id, series, fiscal_year, next_no, last_date)
            values (:company, :series, :year, 1, :never)
            on duplicate key update next_no = next_no
            """;

    private static final String LATER =
            """
            select count(*) from finance_sequence
            where company_id = :company and series = :series and fiscal_year = :year
              and last_date > :date
            """;

    /** Takes numbers of a series in which dates do not matter. */
    static void take(Session session, Sequence sequence, int count) {
        if (sequence.update(session, count) == 0) {
            sequence.start(session);
            sequence.update(session, count);
        }
    }

    /** Takes one number; answers false where a later date has one already. */
    boolean takeDated(Session session, LocalDate date) {
        if (updateDated(session, date) == 1) {
            return true;
        }
        start(session);
        return updateDated(session, date) == 1;
    }

    /** Whether a later date has a number; locks nothing. */
    boolean isNumberedAfter(Session session, LocalDate date) {
        return session.createNativeQuery(LATER, Long.class)
                        .setParameter("company", company)
                        .setParameter("series", series)
                        .setParameter("year", fiscalYear)
                        .setParameter("date", date)
                        .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                        .getSingleResult()
                > 0;
    }

    static long taken(Session session) {
        return session.createNativeQuery("select last_insert_id()", Long.class)
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                .getSingleResult();
    }

    private int update(Session session, int count) {
        return session.createNativeMutationQuery(TAKE)
                .setParameter("count", count)
                .setParameter("company", company)
                .setParameter("series", series)
                .setParameter("year", fiscalYear)
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                .executeUpdate();
    }

    private int updateDated(Session session, LocalDate date) {
        return session.createNativeMutationQuery(TAKE_DATED)
                .setParameter("date", date)
                .setParameter("company", company)
                .setParameter("series", series)
                .setParameter("year", fiscalYear)
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                .executeUpdate();
    }

    private void start(Session session) {
        session.createNativeMutationQuery(START)
                .setParameter("company", company)
                .setParameter("series", series)
                .setParameter("year", fiscalYear)
                .setParameter("never", NEVER)
                .setHint(HibernateHints.HINT_FLUSH_MODE, FlushMode.MANUAL)
                .executeUpdate();
    }
}
