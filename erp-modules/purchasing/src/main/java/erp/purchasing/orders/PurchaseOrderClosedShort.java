package erp.purchasing.orders;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** An order was closed before all of it came: no more is expected. */
public record PurchaseOrderClosedShort(UUID order, UUID supplier) implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return order;
    }
}
