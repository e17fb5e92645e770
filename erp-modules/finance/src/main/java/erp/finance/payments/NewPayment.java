package erp.finance.payments;

import erp.core.value.Money;
import erp.finance.accounts.Subledger;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Money that came in from a customer, or went out to a supplier.
 *
 * @param amount above zero
 * @param reference what the bank statement says, or empty; at most 140 characters
 * @param allocations which open items it pays, at most 200; the rest of a customer's stays
 *     unallocated
 * @param fee what the bank kept of the amount; null for nothing
 * @param payer who paid, where it was not the party; null where it was
 */
public record NewPayment(
        Subledger subledger,
        UUID party,
        Money amount,
        LocalDate date,
        String reference,
        List<Allocation> allocations,
        @Nullable Money fee,
        @Nullable String payer) {
    public static final int MOST_ALLOCATIONS = 200;
    public static final int LONGEST_REFERENCE = 140;
    public static final int LONGEST_PAYER = 200;

    /** A part of a payment for one open item. */
    public record Allocation(ItemRef item, Money amount) {}

    /** An open item, named by its id or by the document it came from. */
    public sealed interface ItemRef {
        /** This open item. */
        record Id(UUID id) implements ItemRef {}

        /**
         * That of a document.
         *
         * @param type {@code sales.invoice}
         */
        record Document(String type, UUID id) implements ItemRef {}
    }

    public NewPayment {
        allocations = List.copyOf(allocations);
    }

    /** By the party itself, of which the bank kept nothing. */
    public NewPayment(
            Subledger subledger,
            UUID party,
            Money amount,
            LocalDate date,
            String reference,
            List<Allocation> allocations) {
        this(subledger, party, amount, date, reference, allocations, null, null);
    }
}
