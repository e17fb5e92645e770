package erp.inventory.planning;

import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;

import java.time.LocalDate;

/**
 * Goods that will come or go.
 *
 * @param quantity what is still to be moved, in the item's unit; never negative
 * @param origin the document that says so
 */
public record Expected(
        ItemId item,
        WarehouseId warehouse,
        LocalDate date,
        Direction direction,
        Quantity quantity,
        Origin origin) {

    /** Whether stock grows or falls. */
    public enum Direction {
        IN,
        OUT
    }
}
