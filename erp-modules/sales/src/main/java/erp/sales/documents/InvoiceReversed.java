package erp.sales.documents;

import erp.core.Event;
import erp.core.value.Money;
import erp.sales.common.OfSales;

import java.util.UUID;

/** An invoice was taken back: nothing is owed for it. */
public record InvoiceReversed(UUID invoice, UUID order, UUID customer, Money total)
        implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return invoice;
    }
}
