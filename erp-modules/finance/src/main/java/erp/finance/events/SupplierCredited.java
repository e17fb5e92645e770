package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;
import erp.finance.events.PaymentPosted.Allocated;

import java.util.List;
import java.util.UUID;

/**
 * What is owed to a supplier became less without money: it has credited something, or a discount
 * was taken, or such a credit has now been allocated.
 *
 * @param amount of the credit where it is new, zero where only allocations were added
 * @param allocations what was allocated now
 */
public record SupplierCredited(
        UUID credit, UUID supplier, Money amount, List<Allocated> allocations)
        implements Event, OfFinance {
    public SupplierCredited {
        allocations = List.copyOf(allocations);
    }

    @Override
    public UUID aggregate() {
        return credit;
    }
}
