package erp.purchasing.invoices;

import erp.core.Event;
import erp.core.value.Money;
import erp.purchasing.common.OfPurchasing;

import java.util.UUID;

/** A supplier's invoice was taken back: nothing is owed for it, and its number is free again. */
public record SupplierInvoiceReversed(UUID invoice, UUID supplier, String number, Money total)
        implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return invoice;
    }
}
