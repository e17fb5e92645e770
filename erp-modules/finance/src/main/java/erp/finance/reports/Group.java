package erp.finance.reports;

import erp.finance.accounts.AccountBalance;
import erp.finance.accounts.AccountType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Accounts of one type, with amounts as people read them: what is owned and what was spent is
 * positive where it was debited, all else where it was credited.
 *
 * @param compared the same of the days that are compared with; null where none are
 */
record Group(Sum total, @Nullable Sum compared, List<Row> accounts) {

    /**
     * An account.
     *
     * @param ledger path of the lines behind the amount
     */
    record Row(
            UUID accountId,
            String code,
            String name,
            Sum amount,
            @Nullable Sum compared,
            String ledger) {}

    /**
     * Those of the type.
     *
     * @param amounts debits less credits by account
     * @param compared the same, or null
     * @param days of the lines behind
     */
    static Group of(
            AccountType type,
            List<AccountBalance> accounts,
            Map<UUID, BigDecimal> amounts,
            @Nullable Map<UUID, BigDecimal> compared,
            String currency,
            Days days) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal before = BigDecimal.ZERO;
        List<Row> rows = new ArrayList<>();
        for (AccountBalance account : accounts) {
            UUID id = account.account();
            BigDecimal amount = signed(type, amounts, id);
            BigDecimal other = compared == null ? BigDecimal.ZERO : signed(type, compared, id);
            if (account.type() == type && (amount.signum() != 0 || other.signum() != 0)) {
                total = total.add(amount);
                before = before.add(other);
                rows.add(
                        new Row(
                                id,
                                account.code(),
                                account.name(),
                                Sum.of(amount, currency),
                                compared == null ? null : Sum.of(other, currency),
                                GeneralLedger.path(id, days)));
            }
        }
        return new Group(
                Sum.of(total, currency), compared == null ? null : Sum.of(before, currency), rows);
    }

    private static BigDecimal signed(AccountType type, Map<UUID, BigDecimal> amounts, UUID id) {
        BigDecimal amount = amounts.getOrDefault(id, BigDecimal.ZERO);
        return switch (type) {
            case ASSET, EXPENSE -> amount;
            case LIABILITY, EQUITY, INCOME -> amount.negate();
        };
    }

    /** Rows of a table: group, code, name, currency, amount, what it is compared with. */
    List<List<Object>> cells(String group) {
        return accounts.stream()
                .map(
                        it ->
                                List.<Object>of(
                                        group,
                                        it.code(),
                                        it.name(),
                                        it.amount().currency(),
                                        it.amount().cell(),
                                        it.compared() == null ? "" : it.compared().cell()))
                .toList();
    }
}
