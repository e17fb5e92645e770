package erp.sales.orders;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** An order was closed before all of it was delivered: its goods are free. */
public record OrderClosedShort(UUID order, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return order;
    }
}
