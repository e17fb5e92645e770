package erp.purchasing.orders;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** An order waits to be approved. */
public record PurchaseOrderSubmitted(UUID order, UUID supplier) implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return order;
    }
}
