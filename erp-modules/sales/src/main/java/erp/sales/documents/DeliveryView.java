package erp.sales.documents;

import erp.core.http.Versioned;
import erp.core.value.Quantity;
import erp.finance.ledger.ReversalView;
import erp.inventory.shipments.Shipment;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A delivery as callers see it; it never changes, but may be taken back.
 *
 * @param recipient who it went to and where, as it was then
 * @param reversal null where it stands
 */
public record DeliveryView(
        UUID id,
        UUID orderId,
        UUID warehouseId,
        LocalDate date,
        @Nullable DocumentParty recipient,
        List<Line> lines,
        @Nullable ReversalView reversal,
        long version)
        implements Versioned {
    public static DeliveryView of(Shipment delivery, @Nullable ReversalView reversal) {
        return new DeliveryView(
                delivery.id(),
                delivery.source().id(),
                delivery.warehouse().value(),
                delivery.date(),
                DocumentParty.of(delivery.party()),
                delivery.lines().stream().map(Line::of).toList(),
                reversal,
                reversal == null ? 0 : 1);
    }

    /** One item of it. */
    public record Line(UUID id, UUID orderLineId, UUID itemId, Quantity quantity) {
        private static Line of(Shipment.Line line) {
            return new Line(line.id(), line.sourceLine(), line.item().value(), line.quantity());
        }
    }
}
