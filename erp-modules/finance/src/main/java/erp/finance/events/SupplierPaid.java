package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;
import erp.finance.events.PaymentPosted.Allocated;

import java.util.List;
import java.util.UUID;

/**
 * Money went out. Finance does not know suppliers: a subscriber that does refuses an unknown one by
 * throwing.
 *
 * @param allocations what it paid, all of it
 */
public record SupplierPaid(UUID payment, UUID supplier, Money amount, List<Allocated> allocations)
        implements Event, OfFinance {
    public SupplierPaid {
        allocations = List.copyOf(allocations);
    }

    @Override
    public UUID aggregate() {
        return payment;
    }
}
