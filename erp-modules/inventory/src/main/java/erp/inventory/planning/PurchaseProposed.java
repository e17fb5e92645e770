package erp.inventory.planning;

import erp.core.Event;
import erp.core.value.Quantity;
import erp.inventory.common.OfInventory;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Production wants goods or work bought: purchasing makes a requisition of it in the same
 * transaction.
 *
 * @param origin the planned order, or the operation of a work order, that asks; unique
 */
public record PurchaseProposed(
        Origin origin, ItemId item, WarehouseId warehouse, Quantity quantity, LocalDate neededBy)
        implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return origin.id();
    }
}
