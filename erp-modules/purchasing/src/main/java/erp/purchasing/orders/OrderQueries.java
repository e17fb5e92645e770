package erp.purchasing.orders;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.UUID;

/** Reads of orders. Hibernate adds the company to each. */
interface OrderQueries {
    Session session();

    @HQL("from PurchaseOrder o join fetch o.lines where o.id = :id")
    SelectionQuery<PurchaseOrder> order(UUID id);
}
