package erp.inventory.transfers;

import erp.core.Event;
import erp.inventory.common.OfInventory;

import java.util.UUID;

/** Goods went from one warehouse to another. */
public record GoodsTransferred(UUID transfer, UUID fromWarehouse, UUID toWarehouse)
        implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return transfer;
    }
}
