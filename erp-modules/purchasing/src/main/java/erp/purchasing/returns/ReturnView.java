package erp.purchasing.returns;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Goods that went back, as callers see it.
 *
 * @param value at what they were received at
 * @param debitNoteId what the supplier owes us for what was invoiced of them; null where nothing
 *     was
 */
public record ReturnView(
        UUID id,
        String number,
        UUID receiptId,
        UUID orderId,
        UUID supplierId,
        UUID warehouseId,
        LocalDate date,
        String reason,
        Money value,
        @Nullable UUID debitNoteId,
        List<Line> lines,
        long version)
        implements Versioned {
    /** One item of it. */
    public record Line(
            UUID id,
            UUID receiptLineId,
            UUID orderLineId,
            UUID itemId,
            Quantity quantity,
            Money value) {}
}
