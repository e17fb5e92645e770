package erp.inventory.shipments;

import erp.core.party.PartyDetails;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A delivery as others see it; it never changes, but may be taken back.
 *
 * @param source the document that it was made for
 * @param invoice the how-manyth invoice of that document bills it, where it is known
 * @param party who got the goods and where, as it was then; absent where a version delivered that
 *     did not keep it
 */
public record Shipment(
        UUID id,
        Origin source,
        @Nullable Integer invoice,
        WarehouseId warehouse,
        LocalDate date,
        @Nullable PartyDetails party,
        List<Line> lines) {
    /** One item of it. */
    public record Line(UUID id, UUID sourceLine, ItemId item, Quantity quantity) {}

    public Shipment {
        lines = List.copyOf(lines);
    }
}
