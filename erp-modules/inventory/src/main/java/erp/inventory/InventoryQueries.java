package erp.inventory;

import erp.inventory.shipments.Receipt;
import erp.inventory.stock.Move;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads. Hibernate adds the company to each. */
interface InventoryQueries {
    Session session();

    @HQL("select count(*) from Location where warehouseId is null")
    long virtualLocations();

    @HQL("from Move where sourceId = :source and reversalOf is null order by lineNo")
    List<Move> movesOf(UUID source);

    @HQL("from Receipt r join fetch r.lines where r.id in :ids")
    List<Receipt> receipts(List<UUID> ids);

    @HQL("from Move where sourceId in :sources and reversalOf is null order by lineNo")
    List<Move> movesOfAll(List<UUID> sources);
}
