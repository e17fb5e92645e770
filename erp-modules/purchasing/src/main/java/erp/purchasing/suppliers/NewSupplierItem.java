package erp.purchasing.suppliers;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a supplier sells of an item.
 *
 * @param supplierNumber what the supplier calls it
 * @param minimumQuantity least that can be ordered
 * @param multiple in steps of which it can be ordered
 * @param leadTimeDays from order to arrival, 0 where absent
 * @param prices of one base unit, without tax, each from a quantity on
 */
public record NewSupplierItem(
        UUID supplierId,
        UUID itemId,
        @NotBlank @Size(max = Limits.REFERENCE) @Nullable String supplierNumber,
        @Positive @Nullable Quantity minimumQuantity,
        @Positive @Nullable Quantity multiple,
        @PositiveOrZero @Max(1000) @Nullable Integer leadTimeDays,
        @Size(max = 50) List<Price> prices) {
    /** From a quantity on. */
    public record Price(
            @PositiveOrZero Quantity from,
            @PositiveOrZero @DecimalMax(Limits.PRICE) UnitPrice unitPrice) {}

    public NewSupplierItem {
        prices = List.copyOf(prices);
        Set<Quantity> seen = new HashSet<>();
        for (int i = 0; i < prices.size(); i++) {
            if (!seen.add(prices.get(i).from())) {
                throw new InvalidValue("duplicate", "begin twice at " + prices.get(i).from())
                        .in("prices");
            }
        }
    }

    int leadDays() {
        return leadTimeDays == null ? 0 : leadTimeDays;
    }
}
