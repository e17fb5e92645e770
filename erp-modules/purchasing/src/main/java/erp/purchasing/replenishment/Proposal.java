package erp.purchasing.replenishment;

import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.UUID;

/**
 * So much of an item should be bought.
 *
 * @param available on hand and not set aside
 * @param expected about to be bought
 * @param quantity what is missing to the target; the supplier's minimum and multiple come on top
 *     when it is ordered
 * @param neededBy when the supplier can have it there
 */
public record Proposal(
        UUID ruleId,
        UUID warehouseId,
        UUID itemId,
        Quantity available,
        Quantity expected,
        Quantity reorderPoint,
        Quantity target,
        Quantity quantity,
        LocalDate neededBy,
        @Nullable UUID supplierId) {}
