package erp.finance.payments;

import erp.core.value.Money;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An open item as others see it.
 *
 * @param sourceType type of the document it came from, {@code sales.invoice}
 * @param amount what it was at first
 * @param openAmount what is still owed; zero is paid
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
        State state) {

    /** Whether a customer owes it, or a supplier is owed it. */
    public enum Kind {
        RECEIVABLE,
        PAYABLE
    }

    /** Derived: nothing open is paid. */
    public enum State {
        OPEN,
        PAID
    }
}
