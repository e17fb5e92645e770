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
 * @param openAmount what is still owed; zero is paid, or taken back
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

    /** Derived: nothing open is paid, or its document was taken back. */
    public enum State {
        OPEN,
        PAID,
        REVERSED;

        /** Open items in that state. */
        String condition() {
            String reversed = "exists (select 1 from Reversal r where r.documentId = it.sourceId)";
            return switch (this) {
                case OPEN -> "openAmount > 0";
                case PAID -> "openAmount = 0 and not " + reversed;
                case REVERSED -> "openAmount = 0 and " + reversed;
            };
        }
    }
}
