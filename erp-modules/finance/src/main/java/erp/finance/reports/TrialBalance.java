package erp.finance.reports;

import erp.core.http.Tabular;
import erp.finance.accounts.AccountBalance;
import erp.finance.accounts.AccountType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Debits and credits of every account up to a date.
 *
 * @param totals by currency; debits and credits are the same
 */
record TrialBalance(LocalDate date, List<Row> accounts, List<Total> totals) implements Tabular {

    /**
     * An account in one currency.
     *
     * @param balance debits less credits
     */
    record Row(
            UUID accountId,
            String code,
            String name,
            AccountType type,
            Sum debit,
            Sum credit,
            Sum balance) {}

    /** All accounts in one currency. */
    record Total(Sum debit, Sum credit) {}

    @Override
    public Table table() {
        return new Table(
                List.of("code", "name", "type", "currency", "debit", "credit", "balance"),
                accounts.stream()
                        .map(
                                it ->
                                        List.<Object>of(
                                                it.code(),
                                                it.name(),
                                                it.type(),
                                                it.balance().currency(),
                                                it.debit().cell(),
                                                it.credit().cell(),
                                                it.balance().cell()))
                        .toList());
    }

    static TrialBalance of(LocalDate date, List<AccountBalance> balances) {
        List<Row> rows = new ArrayList<>();
        Map<String, BigDecimal> debits = new TreeMap<>();
        Map<String, BigDecimal> credits = new TreeMap<>();
        for (AccountBalance one : balances) {
            String currency = one.currency();
            rows.add(
                    new Row(
                            one.account(),
                            one.code(),
                            one.name(),
                            one.type(),
                            Sum.of(one.debit(), currency),
                            Sum.of(one.credit(), currency),
                            Sum.of(one.balance(), currency)));
            debits.merge(currency, one.debit(), BigDecimal::add);
            credits.merge(currency, one.credit(), BigDecimal::add);
        }
        List<Total> totals = new ArrayList<>();
        credits.forEach(
                (currency, credit) ->
                        totals.add(
                                new Total(
                                        Sum.of(
                                                debits.getOrDefault(currency, BigDecimal.ZERO),
                                                currency),
                                        Sum.of(credit, currency))));
        return new TrialBalance(date, rows, totals);
    }
}
