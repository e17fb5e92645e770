package erp.inventory.documents;

import erp.core.Event;
import erp.core.value.Money;
import erp.inventory.common.OfInventory;

import java.util.UUID;

/** A correction of stock was taken back. */
public record AdjustmentReversed(UUID adjustment, UUID warehouse, Money value)
        implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return adjustment;
    }
}
