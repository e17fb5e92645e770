package erp.production.orders;

import erp.core.http.Versioned;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A work order as callers see it.
 *
 * @param plannedCost of all of it, since it was released
 * @param workInProgress what it has taken and not given
 * @param variances what was left when it was closed, and why
 */
public record WorkOrderView(
        UUID id,
        String number,
        OrderKind kind,
        OrderState state,
        UUID itemId,
        @Nullable UUID billId,
        @Nullable UUID routingId,
        UUID warehouseId,
        Quantity quantity,
        BigDecimal tolerance,
        LocalDate startDate,
        LocalDate dueDate,
        Money plannedCost,
        Money workInProgress,
        List<Component> components,
        List<Operation> operations,
        List<Output> outputs,
        @Nullable Settled variances,
        @Nullable UUID plannedOrderId,
        long version)
        implements Versioned {
    /**
     * What goes into it.
     *
     * @param operationId for which it is bought, where a supplier does that
     */
    public record Component(
            UUID id,
            UUID itemId,
            Quantity planned,
            boolean backflush,
            @Nullable UUID operationId,
            UnitPrice unitCost,
            Quantity reserved,
            Quantity issued,
            Money issuedValue) {}

    /** What is done for it. */
    public record Operation(
            UUID id,
            int no,
            String name,
            UUID workCentreId,
            Quantity plannedHours,
            UnitPrice hourCost,
            Quantity bookedHours,
            Money bookedValue) {}

    /** What comes out of it. */
    public record Output(
            UUID id,
            UUID itemId,
            Quantity planned,
            BigDecimal costShare,
            UnitPrice unitCost,
            Quantity received,
            Quantity scrapped,
            Money creditedValue) {}

    /** What it cost more, or less where negative, than its output was planned to cost. */
    public record Settled(Money usage, Money rate, Money method) {}
}
