package erp.purchasing.receipts;

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
 * What came in for an order, as callers see it.
 *
 * @param value at the order's prices
 * @param reversal null where it stands
 */
public record GoodsReceiptView(
        UUID id,
        String number,
        UUID orderId,
        UUID supplierId,
        UUID warehouseId,
        LocalDate date,
        @Nullable String deliveryNote,
        Money value,
        List<Line> lines,
        @Nullable ReversalView reversal,
        long version)
        implements Versioned {
    /**
     * One item of it.
     *
     * @param quantity what was taken in
     * @param matched what of that is invoiced
     * @param returned what of that was sent back
     */
    public record Line(
            UUID id,
            UUID orderLineId,
            UUID itemId,
            Quantity quantity,
            Quantity refused,
            @Nullable String refusal,
            UnitPrice unitCost,
            Money value,
            Quantity matched,
            Quantity returned) {}
}
