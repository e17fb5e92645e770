package erp.sales.documents;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.inventory.shipments.Shipment;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A delivery as callers see it; it never changes.
 *
 * @param recipient who it went to and where, as it was then
 */
public record DeliveryView(
        UUID id,
        UUID orderId,
        UUID warehouseId,
        LocalDate date,
        @Nullable DocumentParty recipient,
        List<Line> lines,
        long version)
        implements Versioned {
    public static DeliveryView of(Shipment delivery) {
        return new DeliveryView(
                delivery.id(),
                delivery.source().id(),
                delivery.warehouse().value(),
                delivery.date(),
                DocumentParty.of(delivery.party()),
                delivery.lines().stream().map(Line::of).toList(),
                0);
    }

    /** One item of it. */
    public record Line(UUID id, UUID orderLineId, UUID itemId, Quantity quantity) {
        private static Line of(Shipment.Line line) {
            return new Line(line.id(), line.sourceLine(), line.item().value(), line.quantity());
        }
    }
}
