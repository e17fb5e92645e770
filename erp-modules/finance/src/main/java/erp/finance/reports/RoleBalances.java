package erp.finance.reports;

import erp.core.tx.Tx;
import erp.finance.accounts.AccountQueries_;
import erp.finance.accounts.AccountRole;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** What is on the account that a ledger beside the books has to agree with. */
public final class RoleBalances {
    private RoleBalances() {}

    /** Debits less credits at the end of that day; zero where the chart has no such account. */
    public static BigDecimal at(Tx tx, AccountRole role, LocalDate date) {
        BigDecimal sum = BigDecimal.ZERO;
        for (UUID account : new AccountQueries_(tx.session()).accountsOf(role.name())) {
            sum = sum.add(Balances.of(tx, account, date).balance());
        }
        return sum;
    }
}
