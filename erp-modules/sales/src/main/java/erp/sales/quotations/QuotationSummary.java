package erp.sales.quotations;

import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** A quotation in a list, without its lines. */
public record QuotationSummary(
        UUID id,
        String number,
        UUID customerId,
        UUID warehouseId,
        QuotationState state,
        LocalDate date,
        LocalDate validUntil,
        Money total,
        @Nullable UUID orderId,
        long version) {
    QuotationSummary(
            UUID id,
            String number,
            UUID customerId,
            UUID warehouseId,
            QuotationState state,
            LocalDate date,
            LocalDate validUntil,
            BigDecimal total,
            Currency currency,
            @Nullable UUID orderId,
            long version) {
        this(
                id,
                number,
                customerId,
                warehouseId,
                state,
                date,
                validUntil,
                new Money(total, currency),
                orderId,
                version);
    }
}
