package erp.purchasing.receipts;

import erp.core.Event;
import erp.core.value.Money;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** What came in for an order was taken back: its goods left again. */
public record GoodsReceiptReversed(UUID receipt, UUID order, UUID supplier, Money value)
        implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return receipt;
    }
}
