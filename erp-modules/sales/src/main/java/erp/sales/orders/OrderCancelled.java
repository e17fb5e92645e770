package erp.sales.orders;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** An order was cancelled: what was set aside is free again. */
public record OrderCancelled(UUID order, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return order;
    }
}
