package erp.crm.opportunities;

import erp.sales.orders.NewOrder;
import erp.sales.quotations.NewQuotation;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A draft of a quotation that sales is to make for the opportunity's organisation.
 *
 * @param validUntil the last day on which it can be accepted; 30 days from today where absent
 */
public record QuotationWish(
        UUID warehouseId,
        @Nullable LocalDate validUntil,
        @Size(min = 1, max = NewOrder.MOST_LINES) List<NewOrder.Line> lines) {
    public QuotationWish {
        lines = List.copyOf(lines);
        NewOrder.checkWorth(lines);
    }

    NewQuotation of(UUID customer) {
        return new NewQuotation(customer, warehouseId, null, validUntil, lines);
    }
}
