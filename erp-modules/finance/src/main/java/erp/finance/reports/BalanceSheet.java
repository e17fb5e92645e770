package erp.finance.reports;

import erp.core.http.Tabular;
import erp.core.tx.Tx;
import erp.finance.accounts.AccountBalance;
import erp.finance.accounts.AccountType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is owned, what is owed, and what is left, at the end of a day. Years need no closing entry:
 * what was earned and not moved to an account of equity stands beside those.
 *
 * @param yearBegan first day of the fiscal year
 * @param resultOfEarlierYears income less expenses before that, which no entry has moved
 * @param resultOfYear income less expenses since
 * @param totalEquity accounts of equity and both results
 * @param liabilitiesAndEquity the same as the total of assets
 */
record BalanceSheet(
        LocalDate date,
        LocalDate yearBegan,
        Group assets,
        Group liabilities,
        Group equity,
        Sum resultOfEarlierYears,
        Sum resultOfYear,
        Sum totalEquity,
        Sum liabilitiesAndEquity)
        implements Tabular {

    static BalanceSheet of(Tx tx, LocalDate date) {
        LocalDate began = Days.yearOf(tx, date);
        Days year = new Days(began, date);
        String currency = tx.company().currency().getCurrencyCode();
        List<AccountBalance> accounts = Balances.at(tx, date);
        BigDecimal result = result(accounts);
        BigDecimal earlier = result(Balances.at(tx, year.before()));
        Map<UUID, BigDecimal> amounts = new HashMap<>();
        accounts.forEach(it -> amounts.merge(it.account(), it.balance(), BigDecimal::add));
        Group liabilities =
                Group.of(AccountType.LIABILITY, accounts, amounts, null, currency, year);
        Group equity = Group.of(AccountType.EQUITY, accounts, amounts, null, currency, year);
        BigDecimal total = equity.total().cell().add(result);
        return new BalanceSheet(
                date,
                began,
                Group.of(AccountType.ASSET, accounts, amounts, null, currency, year),
                liabilities,
                equity,
                Sum.of(earlier, currency),
                Sum.of(result.subtract(earlier), currency),
                Sum.of(total, currency),
                Sum.of(liabilities.total().cell().add(total), currency));
    }

    private static BigDecimal result(List<AccountBalance> accounts) {
        return accounts.stream()
                .filter(it -> it.type() == AccountType.INCOME || it.type() == AccountType.EXPENSE)
                .map(it -> it.balance().negate())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Override
    public Table table() {
        List<List<Object>> rows = new ArrayList<>(assets.cells("assets"));
        rows.addAll(liabilities.cells("liabilities"));
        rows.addAll(equity.cells("equity"));
        rows.add(derived("Result of earlier years", resultOfEarlierYears));
        rows.add(derived("Result of the year", resultOfYear));
        return new Table(
                List.of("group", "code", "name", "currency", "amount"),
                rows.stream().map(it -> it.subList(0, 5)).toList());
    }

    private static List<Object> derived(String name, Sum sum) {
        return List.of("equity", "", name, sum.currency(), sum.cell());
    }
}
