package erp.sales.quotations;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** A quotation has become the draft of an order. */
public record QuotationOrdered(UUID quotation, UUID customer, UUID order)
        implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return quotation;
    }
}
