package erp.purchasing.requisitions;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** Something is to be bought. */
public record RequisitionApproved(UUID requisition) implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return requisition;
    }
}
