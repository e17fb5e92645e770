package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;
import erp.finance.events.PaymentPosted.Allocated;

import java.util.List;
import java.util.UUID;

/**
 * An employee was paid back what it laid out.
 *
 * @param allocations what it paid, all of it
 */
public record EmployeePaid(UUID payment, UUID employee, Money amount, List<Allocated> allocations)
        implements Event, OfFinance {
    public EmployeePaid {
        allocations = List.copyOf(allocations);
    }

    @Override
    public UUID aggregate() {
        return payment;
    }
}
