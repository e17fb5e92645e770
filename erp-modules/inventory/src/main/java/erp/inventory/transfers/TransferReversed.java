package erp.inventory.transfers;

import erp.core.Event;
import erp.inventory.common.OfInventory;

import java.util.UUID;

/** A transfer was taken back: its goods are where they came from. */
public record TransferReversed(UUID transfer, UUID fromWarehouse, UUID toWarehouse)
        implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return transfer;
    }
}
