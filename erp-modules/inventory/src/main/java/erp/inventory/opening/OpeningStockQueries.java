package erp.inventory.opening;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of the opening's stock, and its removal when it is replaced. */
interface OpeningStockQueries {
    Session session();

    @HQL("from OpeningStockLine order by lineNo")
    List<OpeningStockLine> lines();

    @HQL("delete from OpeningStockLine where openingId = :opening")
    int remove(UUID opening);

    @HQL("select id from Item where id in :ids")
    List<UUID> items(List<UUID> ids);

    @HQL("select id from Warehouse where id in :ids")
    List<UUID> warehouses(List<UUID> ids);
}
