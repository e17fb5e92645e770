package erp.inventory;

import erp.core.ErpException;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.util.Currency;

/**
 * By how much the stock of an item is corrected.
 *
 * @param pointer what a refusal names, {@code /lines/0}
 * @param quantity more, or less where negative
 * @param unitCost of what is more; the average where null
 */
record Difference(String pointer, ItemId item, Quantity quantity, @Nullable UnitPrice unitCost) {

    /** What is more is worth. Throws COST_REQUIRED where there is no average to take. */
    Money worth(@Nullable Layer layer, Currency currency) {
        if (unitCost != null) {
            return unitCost.times(quantity, currency);
        }
        if (layer == null || layer.quantity().isZero()) {
            throw ErpException.field(
                    InventoryError.COST_REQUIRED,
                    pointer + "/unitCost",
                    "required",
                    "is required, there is no stock to take an average of");
        }
        return layer.average(quantity);
    }
}
