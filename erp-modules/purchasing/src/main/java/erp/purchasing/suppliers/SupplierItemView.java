package erp.purchasing.suppliers;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** What a supplier sells of an item, as callers see it. */
public record SupplierItemView(
        UUID id,
        UUID supplierId,
        UUID itemId,
        @Nullable String supplierNumber,
        @Nullable Quantity minimumQuantity,
        @Nullable Quantity multiple,
        int leadTimeDays,
        List<Price> prices,
        long version)
        implements Versioned {
    /** What one piece costs from a quantity on. */
    public record Price(Quantity from, UnitPrice unitPrice) {}
}
