package erp.inventory;

import erp.inventory.documents.Adjustment;
import erp.inventory.documents.Receipt;
import erp.inventory.items.Item;
import erp.inventory.items.Warehouse;
import erp.inventory.stock.Move;
import erp.inventory.stock.StockView;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** Reads. Hibernate adds the company to each. */
interface InventoryQueries {
    Session session();

    @HQL("select count(*) from Location where warehouseId is null")
    long virtualLocations();

    @HQL(
            "from Item where id < :before and (:sku is null or sku = :sku) order by id desc limit"
                    + " :limit")
    List<Item> items(UUID before, @Nullable String sku, int limit);

    @HQL("from Warehouse where id < :before order by id desc limit :limit")
    List<Warehouse> warehouses(UUID before, int limit);

    @HQL(
            "select new erp.inventory.stock.StockView(b.id, b.itemId, l.warehouseId, b.locationId,"
                + " b.onHand, b.reserved) from Balance b join Location l on l.id = b.locationId"
                + " where b.id < :before and (:item is null or b.itemId = :item) and (:warehouse is"
                + " null or l.warehouseId = :warehouse) order by b.id desc limit :limit")
    List<StockView> stock(UUID before, @Nullable UUID item, @Nullable UUID warehouse, int limit);

    @HQL(
            "from Move where id < :before and (:item is null or itemId = :item)"
                    + " and (:source is null or sourceId = :source) order by id desc limit :limit")
    List<Move> moves(UUID before, @Nullable UUID item, @Nullable UUID source, int limit);

    @HQL("from Move where sourceId = :source order by lineNo")
    List<Move> movesOf(UUID source);

    @HQL("select id from Receipt where id < :before order by id desc limit :limit")
    List<UUID> receiptIds(UUID before, int limit);

    @HQL("from Receipt r join fetch r.lines where r.id in :ids order by r.id desc")
    List<Receipt> receipts(List<UUID> ids);

    @HQL("from Adjustment where id < :before order by id desc limit :limit")
    List<Adjustment> adjustments(UUID before, int limit);

    @HQL("from Move where sourceId in :sources order by lineNo")
    List<Move> movesOfAll(List<UUID> sources);
}
