package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;

import java.util.List;
import java.util.UUID;

/**
 * Allocations of a payment were taken back.
 *
 * @param party customer or supplier
 * @param amount of the payment that is unallocated again
 * @param openItems that are owed again
 */
public record PaymentUnallocated(
        UUID payment, UUID party, Money amount, List<UUID> allocations, List<UUID> openItems)
        implements Event, OfFinance {
    public PaymentUnallocated {
        allocations = List.copyOf(allocations);
        openItems = List.copyOf(openItems);
    }

    @Override
    public UUID aggregate() {
        return payment;
    }
}
