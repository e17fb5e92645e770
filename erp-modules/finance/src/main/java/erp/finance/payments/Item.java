package erp.finance.payments;

import erp.core.value.Money;
import erp.finance.accounts.Subledger;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An open item as others see it.
 *
 * @param sourceType type of the document it came from, {@code sales.invoice}
 * @param amount what it was at first
 * @param openAmount what is still owed; zero is paid
 * @param discount what is taken off where it is paid in time
 */
public record Item(
        UUID id,
        UUID party,
        String sourceType,
        UUID sourceId,
        String reference,
        LocalDate date,
        LocalDate due,
        Money amount,
        Money openAmount,
        State state,
        @Nullable Discount discount) {

    /** A sub-ledger as the API's schema names it. */
    enum Kind {
        RECEIVABLE,
        PAYABLE;

        Subledger subledger() {
            return switch (this) {
                case RECEIVABLE -> Subledger.RECEIVABLE;
                case PAYABLE -> Subledger.PAYABLE;
            };
        }
    }

    /** Derived: nothing open is paid. */
    public enum State {
        OPEN,
        PAID
    }
}
