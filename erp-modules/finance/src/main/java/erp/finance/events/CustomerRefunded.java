package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;

import java.util.UUID;

/** Money went back to a customer, out of what was unallocated of a payment. */
public record CustomerRefunded(UUID refund, UUID payment, UUID customer, Money amount)
        implements Event, OfFinance {
    @Override
    public UUID aggregate() {
        return refund;
    }
}
