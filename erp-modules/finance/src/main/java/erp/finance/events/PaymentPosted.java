package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;

import java.util.List;
import java.util.UUID;

/**
 * Money came in, or what was unallocated of it has now been allocated. Finance does not know
 * customers: a subscriber that does refuses an unknown one by throwing.
 *
 * @param amount of the payment where it is new, zero where only allocations were added
 * @param allocations what was allocated now
 */
public record PaymentPosted(UUID payment, UUID customer, Money amount, List<Allocated> allocations)
        implements Event, OfFinance {

    /** Part of a payment that now pays an open item of a document. */
    public record Allocated(UUID openItem, String sourceType, UUID sourceId, Money amount) {}

    public PaymentPosted {
        allocations = List.copyOf(allocations);
    }

    @Override
    public UUID aggregate() {
        return payment;
    }
}
