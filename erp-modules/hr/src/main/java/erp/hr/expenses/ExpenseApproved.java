package erp.hr.expenses;

import erp.core.Event;
import erp.core.value.Money;
import erp.hr.common.OfHr;

import java.util.UUID;

/** An employee is owed what he laid out. */
public record ExpenseApproved(UUID claim, UUID employee, Money total) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return claim;
    }
}
