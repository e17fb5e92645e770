package erp.purchasing.orders;

import erp.core.value.Money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** An order in a list, without its lines. */
public record PurchaseOrderSummary(
        UUID id,
        String number,
        UUID supplierId,
        UUID warehouseId,
        OrderState state,
        LocalDate date,
        Money total,
        long version) {
    PurchaseOrderSummary(
            UUID id,
            String number,
            UUID supplierId,
            UUID warehouseId,
            OrderState state,
            LocalDate date,
            BigDecimal total,
            Currency currency,
            long version) {
        this(id, number, supplierId, warehouseId, state, date, new Money(total, currency), version);
    }
}
