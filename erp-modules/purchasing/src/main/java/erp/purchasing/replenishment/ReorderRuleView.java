package erp.purchasing.replenishment;

import erp.core.http.Versioned;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** When to buy how much of an item for a warehouse, as callers see it. */
public record ReorderRuleView(
        UUID id,
        UUID warehouseId,
        UUID itemId,
        Quantity reorderPoint,
        Quantity target,
        @Nullable UUID supplierId,
        long version)
        implements Versioned {}
