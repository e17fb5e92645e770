package erp.sales.quotations;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** The customer wants what was quoted. */
public record QuotationAccepted(UUID quotation, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return quotation;
    }
}
