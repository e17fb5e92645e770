package erp.sales.quotations;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** A quotation was not accepted in time. */
public record QuotationExpired(UUID quotation, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return quotation;
    }
}
