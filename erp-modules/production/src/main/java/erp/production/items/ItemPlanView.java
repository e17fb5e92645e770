package erp.production.items;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** How an item is planned, as callers see it. */
public record ItemPlanView(
        UUID id,
        UUID itemId,
        @Nullable Procurement procurement,
        LotSizing lotSizing,
        @Nullable Quantity fixedQuantity,
        @Nullable Quantity minimumQuantity,
        @Nullable Quantity multipleQuantity,
        int leadTimeDays,
        Quantity safetyStock,
        @Nullable UUID warehouseId,
        @Nullable UnitPrice standardCost,
        long version)
        implements Versioned {}
