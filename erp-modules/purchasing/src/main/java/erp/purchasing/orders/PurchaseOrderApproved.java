package erp.purchasing.orders;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** An order has all approvals that it needs. */
public record PurchaseOrderApproved(UUID order, UUID supplier) implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return order;
    }
}
