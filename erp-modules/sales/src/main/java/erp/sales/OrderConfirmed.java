package erp.sales;

import erp.core.Event;

import java.util.UUID;

/** An order was confirmed: its goods are set aside. */
public record OrderConfirmed(UUID order, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return order;
    }
}
