package erp.purchasing.returns;

import erp.core.Event;
import erp.core.value.Money;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** Goods went back to who sent them. */
public record GoodsSentBack(UUID sentBack, UUID order, UUID supplier, Money value)
        implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return sentBack;
    }
}
