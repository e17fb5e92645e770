package erp.finance.opening;

import erp.core.Violations;
import erp.core.tx.Tx;
import erp.core.value.Money;
import erp.finance.accounts.Account;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.AccountRole;
import erp.finance.accounts.Side;
import erp.finance.common.FinanceError;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The list of balances of the old books at the end of a day.
 *
 * @param date last day of the old books: balances are as of its end, and it is the date of what the
 *     opening posts; in the middle of a fiscal year income and expenses are those of the year to
 *     date
 * @param balances each account at most once. Accounts of receivables, payables, customer payments
 *     and inventory may be left out: they are derived from what is open and in stock, and where
 *     they are told, they must be the same
 */
record OpeningBalances(LocalDate date, @Size(max = LINES) List<Balance> balances) {
    static final int LINES = 2000;

    /** Balance of an account, on one side, above zero. */
    record Balance(
            UUID accountId, @Positive @Nullable Money debit, @Positive @Nullable Money credit) {
        Side side() {
            return debit != null ? Side.DEBIT : Side.CREDIT;
        }

        @Nullable Money amount() {
            return debit != null ? debit : credit;
        }
    }

    OpeningBalances {
        balances = List.copyOf(balances);
    }

    /** Throws INVALID_OPENING, which names each field. */
    void check(Tx tx) {
        Map<UUID, Account> accounts =
                new AccountQueries_(tx.session())
                        .accounts().stream()
                                .collect(Collectors.toMap(Account::getId, Function.identity()));
        Set<UUID> seen = new HashSet<>();
        Violations wrong = new Violations();
        for (int i = 0; i < balances.size(); i++) {
            Balance balance = balances.get(i);
            String at = "/balances/" + i;
            Account account = accounts.get(balance.accountId());
            if (account == null) {
                wrong.add(at + "/accountId", "exists", "is no account of this company");
            } else if (account.getRole() == AccountRole.OPENING_BALANCES) {
                wrong.add(
                        at + "/accountId",
                        "clearing",
                        "is what everything is opened against, and ends with zero");
            } else if (account.getRole() == AccountRole.EMPLOYEE_PAYABLE
                    || account.getRole() == AccountRole.NET_PAY_PAYABLE) {
                wrong.add(
                        at + "/accountId",
                        "control",
                        "is what employees are still to be paid: settle it in the old books");
            } else if (account.roleName() != null && account.getRole() == null) {
                wrong.add(
                        at + "/accountId",
                        "control",
                        "is of role " + account.roleName() + ", which a later version opens");
            }
            if (!seen.add(balance.accountId())) {
                wrong.add(at + "/accountId", "duplicate", "is there already");
            }
            Money amount = balance.amount();
            if (amount == null || (balance.debit() != null && balance.credit() != null)) {
                wrong.add(at, "side", "must have either a debit or a credit");
            } else {
                String side = balance.side() == Side.DEBIT ? "/debit" : "/credit";
                tx.company().checkCurrency(amount.currency(), at + side + "/currency", wrong);
            }
        }
        wrong.refuse(FinanceError.INVALID_OPENING);
        for (Side side : Side.values()) {
            OpeningItems.requireBelowLimit(
                    balances.stream().filter(it -> it.side() == side).map(Balance::amount).toList(),
                    "/balances");
        }
    }
}
