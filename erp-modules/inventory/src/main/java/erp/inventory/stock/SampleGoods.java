package erp.inventory.stock;

import erp.core.sql.Sql;
import erp.core.tx.Tx;
import erp.inventory.items.ItemId;
import erp.inventory.items.WarehouseId;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Active items and a warehouse for each, for a document that is tried out: those first of which a
 * piece is available there.
 */
public record SampleGoods(ItemId item, WarehouseId warehouse) {
    private static final String AVAILABLE =
            """
            select b.item_id, l.warehouse_id from inventory_balance b
            join inventory_location l on l.id = b.location_id and l.warehouse_id is not null
            join inventory_item i on i.id = b.item_id and i.active
            where b.company_id = ? and b.on_hand - b.reserved >= 1
            order by b.id desc limit ?\
            """;

    private static final String ACTIVE =
            "select id from inventory_item where company_id = ? and active order by id desc limit"
                    + " ?";

    private static final String WAREHOUSE =
            "select id from inventory_warehouse where company_id = ? order by id desc limit ?";

    public static List<SampleGoods> of(Tx tx, int most) {
        Set<SampleGoods> goods =
                new LinkedHashSet<>(
                        Sql.query(
                                tx.session(),
                                AVAILABLE,
                                List.of(tx.companyId(), most),
                                row ->
                                        new SampleGoods(
                                                new ItemId(Sql.uuid(row.getBytes(1))),
                                                new WarehouseId(Sql.uuid(row.getBytes(2))))));
        for (WarehouseId warehouse : warehouses(tx)) {
            ids(tx, ACTIVE, most)
                    .forEach(item -> goods.add(new SampleGoods(new ItemId(item), warehouse)));
        }
        return goods.stream().limit(most).toList();
    }

    /** Of active items and warehouses, what the company has none of. */
    public static List<String> missing(Tx tx) {
        List<String> missing = new ArrayList<>();
        if (warehouses(tx).isEmpty()) {
            missing.add("warehouse");
        }
        if (ids(tx, ACTIVE, 1).isEmpty()) {
            missing.add("active item");
        }
        return missing;
    }

    /** The newest, where there is one. */
    private static List<WarehouseId> warehouses(Tx tx) {
        return ids(tx, WAREHOUSE, 1).stream().map(WarehouseId::new).toList();
    }

    private static List<UUID> ids(Tx tx, String sql, int most) {
        return Sql.query(
                tx.session(), sql, List.of(tx.companyId(), most), row -> Sql.uuid(row.getBytes(1)));
    }
}
