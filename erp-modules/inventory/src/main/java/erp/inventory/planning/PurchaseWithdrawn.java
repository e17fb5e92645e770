package erp.inventory.planning;

import erp.core.Event;
import erp.inventory.common.OfInventory;
import erp.inventory.stock.Origin;

import java.util.UUID;

/**
 * Production no longer wants what it asked for by {@link PurchaseProposed}: purchasing gives the
 * requisition up in the same transaction, unless it is ordered already.
 *
 * @param origin who asked
 */
public record PurchaseWithdrawn(Origin origin) implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return origin.id();
    }
}
