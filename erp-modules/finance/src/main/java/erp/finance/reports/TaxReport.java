package erp.finance.reports;

import erp.core.http.Tabular;
import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.finance.payments.Payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** Named one by one when lines are asked for, so that the index gives their days alone. */
    private static final String CODES =
            "select id, code, name, rate, account_id from finance_tax_code where company_id = ?"
                    + " order by code";

    /** Credits count up: a sale's tax. What is owed to suppliers is debited. */
    private static final String SUMS =
            """
            select x.tax_code_id, x.sold, sum(x.base), sum(x.amount)
            from (select t.tax_code_id, t.base, t.amount,
                    e.book = 'SALES' or coalesce(p.subledger = 'RECEIVABLE', false) as sold
                  from finance_tax_line t
                  join finance_journal_entry e on e.id = t.entry_id
                  left join finance_payment p on p.id = e.source_id and e.source_type = ?
                  where t.tax_code_id in ({codes}) and t.tax_date between ? and ?) x
            group by x.tax_code_id, x.sold\
            """;

    /** An opening takes over what is due, which no tax line explains. */
    private static final String ACCOUNTS =
            """
            select a.id, a.code, a.name,
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
            String ledger) {
        /** The same with what it moved. */
        OnAccount moved(Tx tx, Days days) {
            Balances.Totals moved =
                    Balances.of(tx, accountId, days.to())
                            .minus(Balances.of(tx, accountId, days.before()));
            return new OnAccount(
                    accountId,
                    code,
                    name,
                    lines,
                    opening,
                    Sum.of(moved.balance().negate(), lines.currency()),
                    ledger);
        }
    }

    /** A tax code, and what its lines sum up to. */
    private record Code(UUID id, String code, String name, BigDecimal rate, UUID account) {
        Row shown(List<Total> totals, String currency) {
            return new Row(
                    id,
                    code,
                    name,
                    rate,
                    part(totals, true, BigDecimal.ONE, currency),
                    part(totals, false, BigDecimal.ONE.negate(), currency));
        }

        private Part part(List<Total> totals, boolean sold, BigDecimal sign, String currency) {
            BigDecimal base = BigDecimal.ZERO;
            BigDecimal tax = BigDecimal.ZERO;
            for (Total total : totals) {
                if (total.code().equals(id) && total.sold() == sold) {
                    base = base.add(total.base().multiply(sign));
                    tax = tax.add(total.tax().multiply(sign));
                }
            }
            return new Part(Sum.of(base, currency), Sum.of(tax, currency));
        }
    }

    /** Sums of one side of a code, credits less debits. */
    private record Total(UUID code, boolean sold, BigDecimal base, BigDecimal tax) {}

    static TaxReport of(Tx tx, Days days) {
        String currency = tx.company().currency().getCurrencyCode();
        List<Code> codes =
                Sql.query(
                        tx.session(),
                        CODES,
                        List.of(tx.companyId()),
                        row ->
                                new Code(
                                        Sql.uuid(row.getBytes(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBigDecimal(4).stripTrailingZeros(),
                                        Sql.uuid(row.getBytes(5))));
        List<Total> totals = totals(tx, days, codes);
        Map<UUID, BigDecimal> byAccount = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        BigDecimal payable = BigDecimal.ZERO;
        for (Code code : codes) {
            BigDecimal tax = BigDecimal.ZERO;
            for (Total total : totals) {
                tax = total.code().equals(code.id()) ? tax.add(total.tax()) : tax;
            }
            byAccount.merge(code.account(), tax, BigDecimal::add);
            payable = payable.add(tax);
            if (totals.stream().anyMatch(it -> it.code().equals(code.id()))) {
                rows.add(code.shown(totals, currency));
            }
        }
        return new TaxReport(
                days.from(),
                days.to(),
                rows,
                Sum.of(payable, currency),
                accounts(tx, days, byAccount, currency));
    }

    private static List<Total> totals(Tx tx, Days days, List<Code> codes) {
        if (codes.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        parameters.add(Payments.PAYMENT);
        codes.forEach(it -> parameters.add(it.id()));
        parameters.add(days.from());
        parameters.add(days.to());
        return Sql.query(
                tx.session(),
                SUMS.replace("{codes}", Sql.marks(codes.size())),
                parameters,
                row ->
                        new Total(
                                Sql.uuid(row.getBytes(1)),
                                row.getBoolean(2),
                                row.getBigDecimal(3),
                                row.getBigDecimal(4)));
    }

    private static List<OnAccount> accounts(
            Tx tx, Days days, Map<UUID, BigDecimal> lines, String currency) {
        List<OnAccount> found =
                Sql.query(
                        tx.session(),
                        ACCOUNTS,
                        List.of(days.from(), days.to(), tx.companyId()),
                        row -> {
                            UUID id = Sql.uuid(row.getBytes(1));
                            return new OnAccount(
                                    id,
                                    row.getString(2),
                                    row.getString(3),
                                    Sum.of(lines.getOrDefault(id, BigDecimal.ZERO), currency),
                                    Sum.of(row.getBigDecimal(4), currency),
                                    Sum.of(BigDecimal.ZERO, currency),
                                    GeneralLedger.path(id, days));
                        });
        return found.stream().map(it -> it.moved(tx, days)).toList();
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
