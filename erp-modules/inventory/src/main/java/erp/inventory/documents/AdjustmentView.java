package erp.inventory.documents;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A correction of stock as callers see it; it never changes.
 *
 * @param value what the stock is worth more by it, or less where negative
 */
public record AdjustmentView(
        UUID id,
        UUID warehouseId,
        LocalDate date,
        String reason,
        Money value,
        List<Line> lines,
        long version)
        implements Versioned {
    /** One item and by how much it was corrected. */
    public record Line(UUID itemId, Quantity quantity) {}
}
