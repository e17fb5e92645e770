package erp.finance.ledger;

import erp.core.value.Money;
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
record TrialBalance(LocalDate date, List<Row> accounts, List<Total> totals) {

    /** A sum, which may exceed what a single {@link Money} holds. */
    record Sum(String amount, String currency) {
        static Sum of(BigDecimal amount, String currency) {
            int scale = Money.currency(currency).getDefaultFractionDigits();
            return new Sum(amount.setScale(scale).toPlainString(), currency);
        }
    }

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
                            Sum.of(one.debit().subtract(one.credit()), currency)));
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
