package erp.inventory.shipments;

import erp.core.Event;
import erp.core.value.Money;
import erp.inventory.common.OfInventory;

import java.util.UUID;

/** Goods came in by a receipt. */
public record GoodsReceived(UUID receipt, UUID warehouse, Money value)
        implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return receipt;
    }
}
