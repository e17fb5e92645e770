package erp.finance.payments;

import erp.core.value.Money;
import erp.finance.accounts.Subledger;
import erp.finance.ledger.Source;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * An amount that a customer owes, or is owed to a supplier, from now on.
 *
 * @param source the document, {@code sales.invoice}; has one item at most
 * @param reference what people call it, the invoice's number
 * @param amount above zero
 * @param discount what is taken off where it is paid in time; null for nothing
 */
public record NewItem(
        Subledger subledger,
        UUID party,
        Source source,
        String reference,
        LocalDate date,
        LocalDate due,
        Money amount,
        @Nullable Discount discount) {
    public static final int LONGEST_REFERENCE = 40;

    /** One that is paid in full. */
    public NewItem(
            Subledger subledger,
            UUID party,
            Source source,
            String reference,
            LocalDate date,
            LocalDate due,
            Money amount) {
        this(subledger, party, source, reference, date, due, amount, null);
    }

    public NewItem {
        if (!amount.isPositive()) {
            throw new IllegalStateException("an open item is above zero, not " + amount);
        }
        if (reference.isBlank() || reference.length() > LONGEST_REFERENCE) {
            throw new IllegalStateException(
                    "a reference has 1 to " + LONGEST_REFERENCE + " characters");
        }
    }
}
