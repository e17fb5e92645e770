package erp.purchasing.receipts;

import erp.core.Event;
import erp.core.value.Money;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** Goods came in for an order. */
public record GoodsArrived(UUID receipt, UUID order, UUID supplier, Money value)
        implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return receipt;
    }
}
