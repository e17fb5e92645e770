package erp.finance.events;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.common.OfFinance;
import erp.finance.events.PaymentPosted.Allocated;

import java.util.List;
import java.util.UUID;

/**
 * What an employee was owed became less without money: what it laid out is not paid back after all.
 *
 * @param allocations what is owed no more, all of it
 */
public record EmployeeCredited(
        UUID credit, UUID employee, Money amount, List<Allocated> allocations)
        implements Event, OfFinance {
    public EmployeeCredited {
        allocations = List.copyOf(allocations);
    }

    @Override
    public UUID aggregate() {
        return credit;
    }
}
