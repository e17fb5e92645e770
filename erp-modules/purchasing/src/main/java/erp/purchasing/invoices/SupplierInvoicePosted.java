package erp.purchasing.invoices;

import erp.core.Event;
import erp.core.value.Money;
import erp.purchasing.common.OfPurchasing;

import java.time.LocalDate;
import java.util.UUID;

/** A supplier is owed what it billed. */
public record SupplierInvoicePosted(
        UUID invoice, UUID supplier, String number, Money total, LocalDate due)
        implements Event, OfPurchasing {
    @Override
    public UUID aggregate() {
        return invoice;
    }
}
