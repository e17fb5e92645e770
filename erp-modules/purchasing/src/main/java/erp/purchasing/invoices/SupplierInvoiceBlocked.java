package erp.purchasing.invoices;

import erp.core.Event;
import erp.purchasing.common.OfPurchasing;

import java.util.List;
import java.util.UUID;

/**
 * An invoice does not match what was ordered and came.
 *
 * @param reasons names of {@link BlockReason}, each once
 */
public record SupplierInvoiceBlocked(
        UUID invoice, UUID supplier, String number, List<String> reasons)
        implements Event, OfPurchasing {
    public SupplierInvoiceBlocked {
        reasons = List.copyOf(reasons);
    }

    @Override
    public UUID aggregate() {
        return invoice;
    }
}
