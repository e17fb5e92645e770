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

    @HQL("from Delivery d join fetch d.lines where d.id in :ids")
    List<Delivery> deliveries(List<UUID> ids);
}
