package erp.inventory.stock;

import erp.core.value.Quantity;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * How much of an item lies in a location of a warehouse.
 *
 * @param id names the pair of item and location
 * @param available on hand and not reserved
 */
public record StockView(
        UUID id,
        UUID itemId,
        UUID warehouseId,
        UUID locationId,
        Quantity onHand,
        Quantity reserved,
        Quantity available) {
    StockView(
            UUID id,
            UUID itemId,
            UUID warehouseId,
            UUID locationId,
            BigDecimal onHand,
            BigDecimal reserved) {
        this(
                id,
                itemId,
                warehouseId,
                locationId,
                new Quantity(onHand),
                new Quantity(reserved),
                new Quantity(onHand.subtract(reserved)));
    }
}
