package erp.sales;

import erp.core.value.Quantity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A delivery as callers see it; it never changes. */
public record DeliveryView(
        UUID id, UUID orderId, UUID warehouseId, LocalDate date, List<Line> lines, long version) {
    /** One item of it. */
    public record Line(UUID id, UUID orderLineId, UUID itemId, Quantity quantity) {}
}
