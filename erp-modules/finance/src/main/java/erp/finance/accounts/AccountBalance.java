package erp.finance.accounts;

import java.math.BigDecimal;
import java.util.UUID;

/** Sums of an account in one currency. */
public record AccountBalance(
        UUID account,
        String code,
        String name,
        AccountType type,
        String currency,
        BigDecimal debit,
        BigDecimal credit) {
    /** Debits less credits. */
    public BigDecimal balance() {
        return debit.subtract(credit);
    }
}
