package erp.purchasing.requisitions;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What somebody needs bought, as callers see it.
 *
 * @param originType the document that asks for it, where one does
 * @param decidedBy who approved or rejected it
 * @param orderIds drafts that it was converted into
 */
public record RequisitionView(
        UUID id,
        String number,
        RequisitionState state,
        UUID warehouseId,
        @Nullable String reason,
        @Nullable String originType,
        @Nullable UUID originId,
        UUID enteredBy,
        @Nullable UUID decidedBy,
        List<Line> lines,
        List<UUID> orderIds,
        long version)
        implements Versioned {
    /** One item of it. */
    public record Line(
            UUID id,
            UUID itemId,
            Quantity quantity,
            LocalDate neededBy,
            @Nullable UUID supplierId,
            @Nullable UnitPrice estimatedPrice) {}
}
