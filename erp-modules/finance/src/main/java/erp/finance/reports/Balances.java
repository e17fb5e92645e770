package erp.finance.reports;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.accounts.AccountBalance;
import erp.finance.accounts.AccountType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is on the accounts at the end of a day: what is rolled up at the end of the closed period
 * before it, and the lines since. Both are of one moment only where the transaction has a snapshot.
 */
final class Balances {
    private static final String BASE =
            """
            select p.id, p.end_date from finance_period p
            where p.company_id = ? and p.state = 'CLOSED' and p.end_date <= ?
              and exists (select 1 from finance_rolled_balance b
                          where b.period_id = p.id and b.period_version = p.version)
            order by p.end_date desc limit 1\
            """;

    private static final String SELECT =
            """
            select a.id, a.code, a.name, a.type, x.currency, sum(x.debit), sum(x.credit)
            from ({rows}) x join finance_account a on a.id = x.account_id
            group by a.id, a.code, a.name, a.type, x.currency order by a.code, x.currency\
            """;

    private static final String ROLLED =
            """
            select b.account_id, b.currency, b.debit, b.credit from finance_rolled_balance b
            where b.period_id = ? and b.account_id in ({accounts})
            union all
            """;

    /** Accounts are named one by one: of a join the index would be read from its beginning. */
    private static final String LINES =
            """
            select l.account_id, l.currency, sum(l.debit) as debit, sum(l.credit) as credit
            from finance_journal_line l
            where l.account_id in ({accounts}) and l.entry_date > ? and l.entry_date <= ?
            group by l.account_id, l.currency\
            """;

    /** No day of the books is as old. */
    private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

    /** Debits and credits of one account. */
    record Totals(BigDecimal debit, BigDecimal credit) {
        BigDecimal balance() {
            return debit.subtract(credit);
        }

        Totals minus(Totals earlier) {
            return new Totals(debit.subtract(earlier.debit), credit.subtract(earlier.credit));
        }
    }

    /** A period whose end is rolled up. */
    record Base(UUID period, LocalDate end) {}

    private Balances() {}

    /** Of every account that something was posted to by then, in the order of their codes. */
    static List<AccountBalance> at(Tx tx, LocalDate date) {
        return query(tx, date, accounts(tx));
    }

    /** Of one account in the company's currency. */
    static Totals of(Tx tx, UUID account, LocalDate date) {
        String currency = tx.company().currency().getCurrencyCode();
        return query(tx, date, List.of(account)).stream()
                .filter(it -> it.currency().equals(currency))
                .map(it -> new Totals(it.debit(), it.credit()))
                .findFirst()
                .orElse(new Totals(BigDecimal.ZERO, BigDecimal.ZERO));
    }

    /** The latest that ends by then and is true; null where none is. */
    static @Nullable Base base(Tx tx, LocalDate date) {
        List<Base> found =
                Sql.query(
                        tx.session(),
                        BASE,
                        List.of(tx.companyId(), date),
                        row ->
                                new Base(
                                        Sql.uuid(row.getBytes(1)),
                                        row.getObject(2, LocalDate.class)));
        return found.isEmpty() ? null : found.getFirst();
    }

    /** All that the company has. */
    static List<UUID> accounts(Tx tx) {
        return Sql.query(
                tx.session(),
                "select id from finance_account where company_id = ?",
                List.of(tx.companyId()),
                row -> Sql.uuid(row.getBytes(1)));
    }

    /**
     * Rows of account, currency, debit and credit that sum up to what is on these accounts of the
     * company.
     *
     * @param accounts at least one
     * @param parameters gets what the statement has marks for
     */
    static String rows(
            @Nullable Base base, LocalDate date, List<UUID> accounts, List<Object> parameters) {
        StringBuilder sql = new StringBuilder();
        if (base != null) {
            sql.append(ROLLED);
            parameters.add(base.period());
            parameters.addAll(accounts);
        }
        parameters.addAll(accounts);
        parameters.add(base == null ? BEGINNING : base.end());
        parameters.add(date);
        return sql.append(LINES).toString().replace("{accounts}", Sql.marks(accounts.size()));
    }

    private static List<AccountBalance> query(Tx tx, LocalDate date, List<UUID> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        String rows = rows(base(tx, date), date, accounts, parameters);
        return Sql.query(
                tx.session(),
                SELECT.replace("{rows}", rows),
                parameters,
                row ->
                        new AccountBalance(
                                Sql.uuid(row.getBytes(1)),
                                row.getString(2),
                                row.getString(3),
                                AccountType.valueOf(row.getString(4)),
                                row.getString(5),
                                row.getBigDecimal(6),
                                row.getBigDecimal(7)));
    }
}
