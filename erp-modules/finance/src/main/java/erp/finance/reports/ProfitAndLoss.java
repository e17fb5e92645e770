package erp.finance.reports;

import erp.core.CoreError;
import erp.core.http.Call;
import erp.core.http.Tabular;
import erp.core.tx.Tx;
import erp.finance.accounts.AccountBalance;
import erp.finance.accounts.AccountType;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was earned and spent between two days, and between two others.
 *
 * @param result income less expenses
 */
record ProfitAndLoss(
        LocalDate from,
        LocalDate to,
        @Nullable LocalDate comparedFrom,
        @Nullable LocalDate comparedTo,
        Group income,
        Group expenses,
        Sum result,
        @Nullable Sum comparedResult)
        implements Tabular {

    /** All accounts that ever moved, and by how much in those days. */
    private record Moved(List<AccountBalance> accounts, Map<UUID, BigDecimal> amounts) {
        static Moved of(Tx tx, Days days) {
            List<AccountBalance> closing = Balances.at(tx, days.to());
            Map<UUID, BigDecimal> amounts = new HashMap<>();
            closing.forEach(it -> amounts.merge(it.account(), it.balance(), BigDecimal::add));
            Balances.at(tx, days.before())
                    .forEach(
                            it ->
                                    amounts.merge(
                                            it.account(), it.balance().negate(), BigDecimal::add));
            return new Moved(closing, amounts);
        }
    }

    static ProfitAndLoss of(Tx tx, Call<Void> call) {
        Days days = Days.of(tx, call);
        Days other = compared(call);
        String currency = tx.company().currency().getCurrencyCode();
        Moved moved = Moved.of(tx, days);
        Moved before = other == null ? null : Moved.of(tx, other);
        List<AccountBalance> accounts = longer(moved, before);
        Map<UUID, BigDecimal> compared = before == null ? null : before.amounts();
        Group income =
                Group.of(AccountType.INCOME, accounts, moved.amounts(), compared, currency, days);
        Group expenses =
                Group.of(AccountType.EXPENSE, accounts, moved.amounts(), compared, currency, days);
        return new ProfitAndLoss(
                days.from(),
                days.to(),
                other == null ? null : other.from(),
                other == null ? null : other.to(),
                income,
                expenses,
                difference(income.total(), expenses.total()),
                income.compared() == null || expenses.compared() == null
                        ? null
                        : difference(income.compared(), expenses.compared()));
    }

    /** Accounts are never deleted: who sees the later day has all of the earlier one. */
    private static List<AccountBalance> longer(Moved moved, @Nullable Moved before) {
        return before != null && before.accounts().size() > moved.accounts().size()
                ? before.accounts()
                : moved.accounts();
    }

    private static @Nullable Days compared(Call<Void> call) {
        Optional<LocalDate> from = call.query("compareFrom", LocalDate.class);
        Optional<LocalDate> to = call.query("compareTo", LocalDate.class);
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        }
        String missing = from.isEmpty() ? "?compareFrom" : "?compareTo";
        CoreError.INVALID_REQUEST.refuseIf(
                from.isEmpty() || to.isEmpty(),
                missing,
                "required",
                "is required where the other day of the comparison is there");
        return Days.of(from.orElseThrow(), to.orElseThrow(), "?compareTo");
    }

    private static Sum difference(Sum income, Sum expenses) {
        return Sum.of(income.cell().subtract(expenses.cell()), income.currency());
    }

    @Override
    public Table table() {
        List<List<Object>> rows = new ArrayList<>(income.cells("income"));
        rows.addAll(expenses.cells("expenses"));
        rows.add(
                List.of(
                        "result",
                        "",
                        "Result",
                        result.currency(),
                        result.cell(),
                        comparedResult == null ? "" : comparedResult.cell()));
        return new Table(List.of("group", "code", "name", "currency", "amount", "compared"), rows);
    }
}
