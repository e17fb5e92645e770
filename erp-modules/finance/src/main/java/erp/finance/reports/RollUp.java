package erp.finance.reports;

import erp.core.sql.Sql;
import erp.core.tx.Tx;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Keeps what is on the accounts at the end of each closed period. Nothing is posted into a closed
 * one, and it is reopened as a new version, so that no posting waits and what is kept is true or
 * not looked at, whichever version of this program opened and closed it.
 */
public final class RollUp {
    private static final String MISSING =
            """
            select p.id, p.version, p.end_date from finance_period p
            where p.company_id = ? and p.state = 'CLOSED'
              and not exists (select 1 from finance_rolled_balance b
                              where b.period_id = p.id and b.period_version = p.version)
            order by p.end_date\
            """;

    private static final String KEEP =
            """
            select 1 from finance_period
            where id = ? and company_id = ? and version = ? and state = 'CLOSED'
            lock in share mode\
            """;

    private static final String FORGET =
            "delete from finance_rolled_balance where period_id = ? and company_id = ?";

    private static final String ADD =
            """
            insert into finance_rolled_balance
              (company_id, period_id, period_version, account_id, currency, debit, credit)
            select ?, ?, ?, x.account_id, x.currency, sum(x.debit), sum(x.credit)
            from ({rows}) x group by x.account_id, x.currency\
            """;

    /** A closed period that is not rolled up. */
    private record Closed(UUID id, long version, LocalDate end) {}

    private RollUp() {}

    /** Rolls up the oldest period that is not; answers whether there may be more. */
    public static boolean next(Tx tx) {
        for (Closed period : missing(tx)) {
            if (add(tx, period) > 0) {
                return true;
            }
            // Nothing was posted by its end: there is nothing to keep, and nothing to add up.
        }
        return false;
    }

    private static List<Closed> missing(Tx tx) {
        return Sql.query(
                tx.session(),
                MISSING,
                List.of(tx.companyId()),
                row ->
                        new Closed(
                                Sql.uuid(row.getBytes(1)),
                                row.getLong(2),
                                row.getObject(3, LocalDate.class)));
    }

    /** It stays closed until we commit, and with it those before. */
    private static int add(Tx tx, Closed period) {
        List<Object> named = List.of(period.id(), tx.companyId(), period.version());
        List<UUID> accounts = Balances.accounts(tx);
        if (accounts.isEmpty()
                || Sql.query(tx.session(), KEEP, named, row -> row.getInt(1)).isEmpty()) {
            return 0;
        }
        Sql.update(tx.session(), FORGET, List.of(period.id(), tx.companyId()));
        List<Object> parameters =
                new ArrayList<>(List.of(tx.companyId(), period.id(), period.version()));
        Balances.Base base = Balances.base(tx, period.end());
        String rows = Balances.rows(base, period.end(), accounts, parameters);
        return Sql.update(tx.session(), ADD.replace("{rows}", rows), parameters);
    }
}
