package erp.sales.quotations;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** A quotation went to its customer: its prices and taxes are fixed. */
public record QuotationSent(UUID quotation, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return quotation;
    }
}
