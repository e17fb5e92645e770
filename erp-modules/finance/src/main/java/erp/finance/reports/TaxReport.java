package erp.finance.reports;

import erp.core.http.Tabular;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.payments.Payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Base and tax of each tax code between two days, from the tax lines of the entries: of what was
 * sold, and of what was bought, reversals and discounts taken off.
 *
 * @param payable tax of sales less tax of purchases
 * @param accounts where the same is in the ledger
 */
record TaxReport(
        LocalDate from, LocalDate to, List<Row> codes, Sum payable, List<OnAccount> accounts)
        implements Tabular {
    /** Credits count up: a sale's tax. What is owed to suppliers is debited. */
    private static final String CODES =
            """
            select c.id, c.code, c.name, c.rate,
              coalesce(sum(case when x.sold then x.base end), 0),
              coalesce(sum(case when x.sold then x.amount end), 0),
              coalesce(sum(case when x.sold then 0 else -x.base end), 0),
              coalesce(sum(case when x.sold then 0 else -x.amount end), 0)
            from (select t.tax_code_id, t.base, t.amount,
                    e.book = 'SALES' or coalesce(p.subledger = 'RECEIVABLE', false) as sold
                  from finance_tax_code n
                  join finance_tax_line t on t.tax_code_id = n.id and t.tax_date between ? and ?
                  join finance_journal_entry e on e.id = t.entry_id
                  left join finance_payment p on p.id = e.source_id and e.source_type = ?
                  where n.company_id = ?) x
            join finance_tax_code c on c.id = x.tax_code_id
            group by c.id, c.code, c.name, c.rate order by c.code\
            """;

    /** An opening takes over what is due, which no tax line explains. */
    private static final String ACCOUNTS =
            """
            select a.id, a.code, a.name,
              (select coalesce(sum(t.amount), 0) from finance_tax_code c
               join finance_tax_line t on t.tax_code_id = c.id and t.tax_date between ? and ?
               where c.account_id = a.id),
              (select coalesce(sum(l.credit - l.debit), 0) from finance_opening o
               join finance_journal_entry e on e.company_id = o.company_id
                 and e.source_type = 'finance.opening' and e.source_id = o.id
               join finance_journal_line l on l.entry_id = e.id and l.account_id = a.id
               where o.company_id = a.company_id and o.opening_date between ? and ?)
            from finance_account a
            where a.company_id = ?
              and (a.role = 'TAX_DUE' or a.id in (select account_id from finance_tax_code))
            order by a.code\
            """;

    /** Base and tax. */
    record Part(Sum base, Sum tax) {}

    /**
     * A tax code.
     *
     * @param purchases positive where it is got back
     */
    record Row(
            UUID taxCodeId,
            String code,
            String name,
            BigDecimal rate,
            Part sales,
            Part purchases) {}

    /**
     * An account that taxes are posted to; amounts are credits less debits.
     *
     * @param lines sum of the tax lines
     * @param opening what the opening took over in these days
     * @param movement of the account: the sum of both
     */
    record OnAccount(
            UUID accountId,
            String code,
            String name,
            Sum lines,
            Sum opening,
            Sum movement,
            String ledger) {}

    /** What is known of an account before its movement is. */
    private record Posted(
            UUID account, String code, String name, BigDecimal lines, BigDecimal opening) {
        OnAccount shown(Tx tx, Days days, String currency) {
            Balances.Totals moved =
                    Balances.of(tx, account, days.to())
                            .minus(Balances.of(tx, account, days.before()));
            return new OnAccount(
                    account,
                    code,
                    name,
                    Sum.of(lines, currency),
                    Sum.of(opening, currency),
                    Sum.of(moved.balance().negate(), currency),
                    GeneralLedger.path(account, days));
        }
    }

    static TaxReport of(Tx tx, Days days) {
        String currency = tx.company().currency().getCurrencyCode();
        List<Row> codes = codes(tx, days, currency);
        BigDecimal payable = BigDecimal.ZERO;
        for (Row row : codes) {
            payable = payable.add(row.sales().tax().cell()).subtract(row.purchases().tax().cell());
        }
        return new TaxReport(
                days.from(),
                days.to(),
                codes,
                Sum.of(payable, currency),
                accounts(tx, days, currency));
    }

    private static List<Row> codes(Tx tx, Days days, String currency) {
        return Sql.query(
                tx.session(),
                CODES,
                List.of(days.from(), days.to(), Payments.PAYMENT, tx.companyId()),
                row ->
                        new Row(
                                Sql.uuid(row.getBytes(1)),
                                row.getString(2),
                                row.getString(3),
                                row.getBigDecimal(4).stripTrailingZeros(),
                                new Part(
                                        Sum.of(row.getBigDecimal(5), currency),
                                        Sum.of(row.getBigDecimal(6), currency)),
                                new Part(
                                        Sum.of(row.getBigDecimal(7), currency),
                                        Sum.of(row.getBigDecimal(8), currency))));
    }

    private static List<OnAccount> accounts(Tx tx, Days days, String currency) {
        List<OnAccount> found = new ArrayList<>();
        Sql.query(
                        tx.session(),
                        ACCOUNTS,
                        List.of(days.from(), days.to(), days.from(), days.to(), tx.companyId()),
                        row ->
                                new Posted(
                                        Sql.uuid(row.getBytes(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBigDecimal(4),
                                        row.getBigDecimal(5)))
                .forEach(it -> found.add(it.shown(tx, days, currency)));
        return found;
    }

    @Override
    public Table table() {
        return new Table(
                List.of(
                        "code",
                        "name",
                        "rate",
                        "currency",
                        "salesBase",
                        "salesTax",
                        "purchasesBase",
                        "purchasesTax"),
                codes.stream()
                        .map(
                                it ->
                                        List.<Object>of(
                                                it.code(),
                                                it.name(),
                                                it.rate(),
                                                it.sales().tax().currency(),
                                                it.sales().base().cell(),
                                                it.sales().tax().cell(),
                                                it.purchases().base().cell(),
                                                it.purchases().tax().cell()))
                        .toList());
    }
}
