package erp.inventory.stock;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;

import java.util.UUID;

/**
 * So much of an item that comes in, and what it cost.
 *
 * @param line line of the document that brings it; its move's source
 */
public record Incoming(UUID line, ItemId item, Quantity quantity, Money cost) {}
