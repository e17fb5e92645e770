package erp.sales.orders;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** An order was confirmed: its goods are set aside. */
public record OrderConfirmed(UUID order, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return order;
    }
}
