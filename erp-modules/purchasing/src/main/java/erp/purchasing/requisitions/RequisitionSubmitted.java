package erp.purchasing.requisitions;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** Somebody needs something bought, and others have to decide. */
public record RequisitionSubmitted(UUID requisition) implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return requisition;
    }
}
