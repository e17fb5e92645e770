package erp.sales.quotations;

import erp.core.Event;
import erp.sales.common.OfSales;

import java.util.UUID;

/** Nothing comes of a quotation. */
public record QuotationDeclined(UUID quotation, UUID customer) implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return quotation;
    }
}
