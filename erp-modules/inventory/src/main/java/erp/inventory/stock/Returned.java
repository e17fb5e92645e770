package erp.inventory.stock;

import erp.core.value.Money;

/**
 * So much of an item that goes back to whoever sent it.
 *
 * @param cost what it was received at
 */
public record Returned(StockLine line, Money cost) {}
