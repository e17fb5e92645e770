package erp.inventory.shipments;

import erp.core.Event;
import erp.core.value.Money;
import erp.inventory.common.OfInventory;

import java.util.UUID;

/** A receipt was taken back: its goods left again. */
public record ReceiptReversed(UUID receipt, UUID warehouse, Money value)
        implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return receipt;
    }
}
