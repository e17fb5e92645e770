package erp.inventory.stock;

import erp.core.value.Quantity;
import erp.inventory.items.ItemId;

import java.util.UUID;

/**
 * So much of an item that a line of a document wants or gives up.
 *
 * @param line the line's id
 * @param pointer what a refusal names: JSON pointer to the quantity in the document as its users
 *     see it, {@code /lines/0/quantity}
 */
public record StockLine(UUID line, String pointer, ItemId item, Quantity quantity) {
    public StockLine {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("a stock line needs a positive quantity");
        }
    }
}
