package erp.sales.quotations;

import erp.sales.orders.NewOrder;

import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What a customer is offered.
 *
 * @param warehouseId where the goods would come from
 * @param currency the company's, which it is where absent; no other yet
 * @param validUntil the last day on which it can be accepted, at the company; 30 days from today
 *     where absent
 */
public record NewQuotation(
        UUID customerId,
        UUID warehouseId,
        @Nullable Currency currency,
        @Nullable LocalDate validUntil,
        @Size(min = 1, max = NewOrder.MOST_LINES) List<NewOrder.Line> lines) {
    private static final int USUAL_DAYS = 30;

    public NewQuotation {
        lines = List.copyOf(lines);
        NewOrder.checkWorth(lines);
    }

    /** The order that it may become. */
    NewOrder order() {
        return new NewOrder(customerId, warehouseId, currency, lines);
    }

    LocalDate validUntilOr(LocalDate today) {
        return validUntil == null ? today.plusDays(USUAL_DAYS) : validUntil;
    }
}
