package erp.purchasing.orders;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** The supplier is bound by an order: goods are to be expected. */
public record PurchaseOrderConfirmed(UUID order, UUID supplier) implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return order;
    }
}
