package erp.production.orders;

import erp.core.value.Money;
import erp.core.value.Quantity;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;

/** A work order in a list. */
public record WorkOrderSummary(
        UUID id,
        String number,
        OrderKind kind,
        OrderState state,
        UUID itemId,
        UUID warehouseId,
        Quantity quantity,
        LocalDate startDate,
        LocalDate dueDate,
        Money workInProgress,
        long version) {
    public WorkOrderSummary(
            UUID id,
            String number,
            OrderKind kind,
            OrderState state,
            UUID itemId,
            UUID warehouseId,
            BigDecimal quantity,
            LocalDate startDate,
            LocalDate dueDate,
            BigDecimal wip,
            Currency currency,
            long version) {
        this(
                id,
                number,
                kind,
                state,
                itemId,
                warehouseId,
                new Quantity(quantity),
                startDate,
                dueDate,
                new Money(wip, currency),
                version);
    }
}
