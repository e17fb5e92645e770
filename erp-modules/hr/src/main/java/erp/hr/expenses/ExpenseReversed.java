package erp.hr.expenses;

import erp.core.Event;
import erp.core.value.Money;
import erp.hr.common.OfHr;

import java.util.UUID;

/** What an employee laid out was approved, and is not owed to him after all. */
public record ExpenseReversed(UUID claim, UUID employee, Money total) implements Event, OfHr {
    @Override
    public UUID aggregate() {
        return claim;
    }
}
