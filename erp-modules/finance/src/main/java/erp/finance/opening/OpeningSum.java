package erp.finance.opening;

import erp.finance.accounts.Side;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.UUID;

/** Sum of a part's lines on one side, of balances for each account. */
record OpeningSum(
        OpeningKind kind, @Nullable UUID account, Side side, long lines, BigDecimal amount) {
    /** Debits count up. */
    BigDecimal signed() {
        return side == Side.DEBIT ? amount : amount.negate();
    }
}
