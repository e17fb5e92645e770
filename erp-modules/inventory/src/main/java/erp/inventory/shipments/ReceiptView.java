package erp.inventory.shipments;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.finance.ledger.ReversalView;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A receipt as callers see it; it never changes, but may be taken back.
 *
 * @param reversal null where it stands
 */
public record ReceiptView(
        UUID id,
        UUID warehouseId,
        LocalDate date,
        Money value,
        List<Line> lines,
        @Nullable ReversalView reversal,
        long version)
        implements Versioned {
    /** One item of it. */
    public record Line(UUID id, UUID itemId, Quantity quantity, UnitPrice unitCost, Money value) {}
}
