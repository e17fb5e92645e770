package erp.purchasing.returns;

import erp.core.Event;
import erp.core.value.Money;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** An invoice became less: by the supplier's credit note, or by our debit note. */
public record SupplierCreditPosted(UUID credit, UUID supplier, Money total)
        implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return credit;
    }
}
