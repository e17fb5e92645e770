package erp.inventory.documents;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.finance.ledger.ReversalView;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A correction of stock as callers see it; it never changes, but may be taken back.
 *
 * @param value what the stock is worth more by it, or less where negative
 * @param reversal null where it stands
 */
public record AdjustmentView(
        UUID id,
        UUID warehouseId,
        LocalDate date,
        String reason,
        Money value,
        List<Line> lines,
        @Nullable ReversalView reversal,
        long version)
        implements Versioned {
    /** One item and by how much it was corrected. */
    public record Line(UUID itemId, Quantity quantity) {}
}
