package erp.sales.documents;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** A delivery was taken back: its goods are in stock again. */
public record DeliveryReversed(UUID delivery, UUID order, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return delivery;
    }
}
