package erp.sales.orders;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** An order in a list, without its lines. */
public record OrderSummary(
        UUID id,
        String number,
        UUID customerId,
        UUID warehouseId,
        OrderState state,
        LocalDate date,
        Money total,
        long version) {
    OrderSummary(
            UUID id,
            String number,
            UUID customerId,
            UUID warehouseId,
            OrderState state,
            LocalDate date,
            BigDecimal total,
            Currency currency,
            long version) {
        this(id, number, customerId, warehouseId, state, date, new Money(total, currency), version);
    }
}
