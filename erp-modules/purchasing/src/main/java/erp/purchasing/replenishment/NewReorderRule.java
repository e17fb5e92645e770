package erp.purchasing.replenishment;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * When to buy how much of an item for a warehouse.
 *
 * @param reorderPoint it is bought when so much is left, or less
 * @param target up to so much
 * @param supplierId of whom, where that is to be always the same
 */
public record NewReorderRule(
        UUID warehouseId,
        UUID itemId,
        @PositiveOrZero Quantity reorderPoint,
        @Positive Quantity target,
        @Nullable UUID supplierId) {
    public NewReorderRule {
        if (reorderPoint.compareTo(target) >= 0) {
            throw new InvalidValue("order", "must be above reorderPoint").in("target");
        }
    }
}
