package erp.sales.documents;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** Goods of an order left the warehouse. */
public record GoodsDelivered(UUID delivery, UUID order, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return delivery;
    }
}
