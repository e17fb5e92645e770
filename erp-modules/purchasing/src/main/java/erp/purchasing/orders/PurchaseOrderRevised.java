package erp.purchasing.orders;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** A confirmed order is to say something else; it does once it is approved. */
public record PurchaseOrderRevised(UUID order, UUID supplier, int revision)
        implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return order;
    }
}
