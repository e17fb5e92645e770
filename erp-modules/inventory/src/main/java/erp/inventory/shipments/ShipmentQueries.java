package erp.inventory.shipments;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of shipments. Hibernate adds the company to each. */
interface ShipmentQueries {
    Session session();

    @HQL("from Delivery d join fetch d.lines where d.id = :id and d.sourceType = :type")
    SelectionQuery<Delivery> delivery(UUID id, String type);

    @HQL(
            "select new erp.inventory.shipments.Delivered(l.sourceLineId, sum(l.quantity)) from"
                + " Delivery d join d.lines l where d.sourceType = :type and d.sourceId = :source"
                + " and not exists (select 1 from Reversal r where r.documentId = d.id) group by"
                + " l.sourceLineId")
    List<Delivered> standing(String type, UUID source);

    @HQL(
            "select count(*) from Delivery d where d.sourceType = :type and d.sourceId = :source"
                    + " and not exists (select 1 from Reversal r where r.documentId = d.id)")
    long count(String type, UUID source);

    @HQL("from Delivery d join fetch d.lines where d.id in :ids")
    List<Delivery> deliveries(List<UUID> ids);
}
