package erp.finance.opening;

import erp.core.ErpException;
import erp.core.value.Money;
import erp.finance.accounts.Account;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Side;
import erp.finance.common.FinanceError;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the parts of an opening run come to. */
final class OpeningTotals {
    private final Currency currency;
    private final Map<OpeningKind, OpeningView.Part> parts = new EnumMap<>(OpeningKind.class);
    private final List<OpeningView.Control> controls = new ArrayList<>();
    private BigDecimal debit = BigDecimal.ZERO;
    private BigDecimal credit = BigDecimal.ZERO;

    /**
     * @param accounts those of the balances at least
     */
    OpeningTotals(List<OpeningSum> sums, Map<UUID, Account> accounts, Currency currency) {
        this.currency = currency;
        for (OpeningKind kind : OpeningKind.values()) {
            parts.put(kind, new OpeningView.Part(0, Money.zero(currency)));
        }
        for (OpeningSum sum : sums) {
            if (sum.kind() != OpeningKind.BALANCE) {
                parts.put(sum.kind(), new OpeningView.Part(sum.lines(), money(sum.amount())));
                add(sum);
            }
        }
        for (OpeningSum sum : sums) {
            if (sum.kind() == OpeningKind.BALANCE) {
                addBalance(sum, account(accounts, sum));
            }
        }
    }

    private void addBalance(OpeningSum sum, Account account) {
        AccountRole role = account.getRole();
        OpeningKind behind = OpeningKind.behind(role);
        if (role == null || behind == null) {
            add(sum);
            return;
        }
        Money part = part(behind).sum();
        Money derived = behind.side() == Side.DEBIT ? part : part.negate();
        Money told = money(sum.signed());
        controls.add(
                new OpeningView.Control(account.getId(), role, told, derived, told.minus(derived)));
    }

    private void add(OpeningSum sum) {
        if (sum.side() == Side.DEBIT) {
            debit = debit.add(sum.amount());
        } else {
            credit = credit.add(sum.amount());
        }
    }

    OpeningView.Part part(OpeningKind kind) {
        OpeningView.Part part = parts.get(kind);
        if (part == null) {
            throw new IllegalStateException("no part of kind " + kind);
        }
        return part;
    }

    Money debit() {
        return money(debit);
    }

    Money credit() {
        return money(credit);
    }

    Money difference() {
        return debit().minus(credit());
    }

    List<OpeningView.Control> controls() {
        return controls;
    }

    boolean isBalanced() {
        return difference().isZero()
                && controls.stream().allMatch(control -> control.difference().isZero());
    }

    /** Throws OPENING_UNBALANCED, which says by how much. */
    void requireBalanced() {
        for (OpeningView.Control control : controls) {
            if (!control.difference().isZero()) {
                throw new ErpException(
                        FinanceError.OPENING_UNBALANCED,
                        "the account of role %s is told with %s, and its items come to %s:"
                                + " a difference of %s",
                        control.role(),
                        control.told(),
                        control.derived(),
                        control.difference());
            }
        }
        if (!difference().isZero()) {
            throw new ErpException(
                    FinanceError.OPENING_UNBALANCED,
                    "debits of %s are not credits of %s: a difference of %s",
                    debit(),
                    credit(),
                    difference());
        }
    }

    private Money money(BigDecimal amount) {
        return new Money(amount, currency);
    }

    private static Account account(Map<UUID, Account> accounts, OpeningSum sum) {
        Account account = sum.account() == null ? null : accounts.get(sum.account());
        if (account == null) {
            throw new IllegalStateException("no account of " + sum);
        }
        return account;
    }
}
