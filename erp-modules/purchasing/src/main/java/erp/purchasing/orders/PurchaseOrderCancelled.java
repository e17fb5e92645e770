package erp.purchasing.orders;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** An order was given up before anything came. */
public record PurchaseOrderCancelled(UUID order, UUID supplier) implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return order;
    }
}
