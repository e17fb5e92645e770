package erp.production.items;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.production.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * How an item is planned, and what it is planned to cost. An item without a plan is made where it
 * has a bill and bought where it has none, lot for lot and at once.
 *
 * @param procurement made where it has a bill, bought where it has none, where absent
 * @param fixedQuantity of each order, for FIXED
 * @param minimumQuantity of an order, for MINIMUM_MULTIPLE
 * @param multipleQuantity that an order is a multiple of, for MINIMUM_MULTIPLE
 * @param leadTimeDays working days of an item that is made, plain days of one that is bought
 * @param safetyStock that is never planned to be used; none where absent
 * @param warehouseId where the safety stock is to lie; where absent, in each warehouse in which the
 *     item ever lay or has something to do, and in the only one of a company
 * @param standardCost of a unit, in the company's currency; as it turns out where absent
 */
public record NewItemPlan(
        UUID itemId,
        @Nullable Procurement procurement,
        LotSizing lotSizing,
        @Positive @Nullable Quantity fixedQuantity,
        @Positive @Nullable Quantity minimumQuantity,
        @Positive @Nullable Quantity multipleQuantity,
        @Min(0) @Max(Limits.LEAD_TIME_DAYS) int leadTimeDays,
        @PositiveOrZero @Nullable Quantity safetyStock,
        @Nullable UUID warehouseId,
        @PositiveOrZero @DecimalMax(Limits.RATE) @Nullable UnitPrice standardCost) {
    public NewItemPlan {
        boolean fixed = lotSizing == LotSizing.FIXED;
        if (fixed && fixedQuantity == null) {
            throw new InvalidValue("oneOf", "must be given, or another lotSizing")
                    .in("fixedQuantity");
        }
        if (!fixed && fixedQuantity != null) {
            throw new InvalidValue("unused", "goes with FIXED only").in("fixedQuantity");
        }
        boolean bounded = lotSizing == LotSizing.MINIMUM_MULTIPLE;
        if (!bounded && minimumQuantity != null) {
            throw new InvalidValue("unused", "goes with MINIMUM_MULTIPLE only")
                    .in("minimumQuantity");
        }
        if (!bounded && multipleQuantity != null) {
            throw new InvalidValue("unused", "goes with MINIMUM_MULTIPLE only")
                    .in("multipleQuantity");
        }
    }
}
