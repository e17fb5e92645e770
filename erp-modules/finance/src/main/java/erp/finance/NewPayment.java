package erp.finance;

import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Money that came in from a customer.
 *
 * @param amount above zero
 * @param reference what the bank statement says, or empty
 * @param allocations which open items it pays; the rest stays unallocated
 */
public record NewPayment(
        UUID party, Money amount, LocalDate date, String reference, List<Allocation> allocations) {

    /**
     * A part of a payment for one open item, named by its id or by the document it came from.
     *
     * @param openItem or null where {@code document} is given
     * @param document the source's id, such as an invoice's, or null
     */
    public record Allocation(@Nullable UUID openItem, @Nullable UUID document, Money amount) {}

    public NewPayment {
        allocations = List.copyOf(allocations);
    }
}
