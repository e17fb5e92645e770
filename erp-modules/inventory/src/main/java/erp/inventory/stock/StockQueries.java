package erp.inventory.stock;

import erp.inventory.items.LocationKind;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads of moves. Hibernate adds the company to each. */
interface StockQueries {
    Session session();

    @HQL("from Move where sourceId = :document and reversalOf is null order by lineNo, id")
    List<Move> movesOf(UUID document);

    @HQL("from Valuation where sourceId = :document order by id")
    List<Valuation> valuationsOf(UUID document);

    @HQL("select id from Location where id in :places and kind = :kind")
    List<UUID> places(Collection<UUID> places, LocationKind kind);
}
