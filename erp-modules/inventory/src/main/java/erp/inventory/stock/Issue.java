package erp.inventory.stock;

import erp.core.value.Quantity;
import erp.inventory.items.ItemId;

import java.util.UUID;

/**
 * So much of an item that leaves the warehouse out of a reservation.
 *
 * @param line line of the document that takes it out; its move's source
 * @param reservedBy line that holds the reservation
 */
public record Issue(UUID line, UUID reservedBy, ItemId item, Quantity quantity) {
    public Issue {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("an issue needs a positive quantity");
        }
    }
}
