package erp.production.bills;

import erp.core.Event;
import erp.production.common.OfProduction;

import java.time.LocalDate;
import java.util.UUID;

/** From that day on an item is made in another way. */
public record BillActivated(UUID bill, UUID item, LocalDate validFrom)
        implements Event, OfProduction {
    @Override
    public UUID aggregate() {
        return bill;
    }
}
