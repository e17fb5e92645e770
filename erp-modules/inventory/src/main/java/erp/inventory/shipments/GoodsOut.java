package erp.inventory.shipments;

import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Goods that are to leave a warehouse.
 *
 * @param id of the delivery, chosen by the caller, who can tell of it before it is made
 * @param type of the delivery, {@code sales.delivery}: in history, stock moves and journal
 * @param source the document that they are delivered for
 * @param invoice the how-manyth invoice of that document will bill them; null where none will
 * @param party who gets them
 */
public record GoodsOut(
        UUID id,
        String type,
        Origin source,
        @Nullable Integer invoice,
        UUID party,
        WarehouseId warehouse,
        LocalDate date,
        List<Line> lines) {
    /**
     * One item.
     *
     * @param sourceLine line of the source, which holds the reservation where there is one
     */
    public record Line(UUID sourceLine, ItemId item, Quantity quantity) {}

    public GoodsOut {
        lines = List.copyOf(lines);
    }
}
