package erp.inventory.documents;

import erp.core.Event;
import erp.core.value.Money;
import erp.inventory.common.OfInventory;

import java.util.UUID;

/**
 * Stock was corrected.
 *
 * @param value what it is worth more, or less where negative
 */
public record StockAdjusted(UUID adjustment, UUID warehouse, Money value)
        implements Event, OfInventory {
    @Override
    public UUID aggregate() {
        return adjustment;
    }
}
