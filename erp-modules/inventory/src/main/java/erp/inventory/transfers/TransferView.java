package erp.inventory.transfers;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.finance.ledger.ReversalView;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A transfer as callers see it; it never changes, but may be taken back.
 *
 * @param reversal null where it stands
 */
public record TransferView(
        UUID id,
        UUID fromWarehouseId,
        UUID toWarehouseId,
        LocalDate date,
        @Nullable String reason,
        List<Line> lines,
        @Nullable ReversalView reversal,
        long version)
        implements Versioned {
    /** So much of one item. */
    public record Line(UUID itemId, Quantity quantity) {}
}
