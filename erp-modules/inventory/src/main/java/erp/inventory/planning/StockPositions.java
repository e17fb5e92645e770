package erp.inventory.planning;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.core.value.Quantity;
import erp.inventory.items.ItemId;
import erp.inventory.items.Location;
import erp.inventory.items.WarehouseId;
import erp.inventory.stock.Origin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What lies in a warehouse and who has set it aside, for those who plan. */
public final class StockPositions {
    /** So much of an item is set aside for a document. */
    public record Held(ItemId item, Origin document, Quantity quantity) {}

    private StockPositions() {}

    /** On hand, reserved or not, of each item that ever lay there: none where all of it is gone. */
    public static void onHand(Tx tx, WarehouseId warehouse, BiConsumer<ItemId, Quantity> told) {
        Sql.query(
                        tx.session(),
                        """
                        select item_id, on_hand from inventory_balance
                        where location_id = ? and company_id = ?\
                        """,
                        List.of(Location.main(warehouse.value()), tx.companyId()),
                        row ->
                                Map.entry(
                                        new ItemId(Sql.uuid(row.getBytes(1))),
                                        new Quantity(row.getBigDecimal(2))))
                .forEach(it -> told.accept(it.getKey(), it.getValue()));
    }

    /** Whether the company has no other warehouse. */
    public static boolean isOnlyWarehouse(Tx tx, WarehouseId warehouse) {
        return Sql.query(
                        tx.session(),
                        "select 1 from inventory_warehouse where company_id = ? and id <> ? limit"
                                + " 1",
                        List.of(tx.companyId(), warehouse.value()),
                        row -> true)
                .isEmpty();
    }

    /** Items that are not to be used any more. */
    public static Set<UUID> outOfUse(Tx tx) {
        return Set.copyOf(
                Sql.query(
                        tx.session(),
                        "select id from inventory_item where company_id = ? and not active",
                        List.of(tx.companyId()),
                        row -> Sql.uuid(row.getBytes(1))));
    }

    /** On hand and not reserved, of these items; those of which there is none may be absent. */
    public static Map<UUID, Quantity> available(
            Tx tx, WarehouseId warehouse, Collection<UUID> items) {
        if (items.isEmpty()) {
            return Map.of();
        }
        List<Object> parameters = new ArrayList<>(items);
        parameters.add(Location.main(warehouse.value()));
        parameters.add(tx.companyId());
        Map<UUID, Quantity> available = new HashMap<>();
        Sql.query(
                tx.session(),
                """
                select item_id, on_hand - reserved from inventory_balance
                where item_id in (%s) and location_id = ? and company_id = ?\
                """
                        .formatted(Sql.marks(items.size())),
                parameters,
                row ->
                        available.put(
                                Sql.uuid(row.getBytes(1)), new Quantity(row.getBigDecimal(2))));
        return available;
    }

    /** What is set aside, by item and document. */
    public static List<Held> held(Tx tx, WarehouseId warehouse) {
        return Sql.query(
                tx.session(),
                """
                select item_id, source_type, source_id, sum(open_quantity)
                from inventory_reservation
                where location_id = ? and company_id = ? and open_quantity > 0
                group by item_id, source_type, source_id\
                """,
                List.of(Location.main(warehouse.value()), tx.companyId()),
                row ->
                        new Held(
                                new ItemId(Sql.uuid(row.getBytes(1))),
                                new Origin(row.getString(2), Sql.uuid(row.getBytes(3))),
                                new Quantity(row.getBigDecimal(4))));
    }
}
