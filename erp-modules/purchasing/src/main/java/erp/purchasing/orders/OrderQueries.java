package erp.purchasing.orders;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of orders. Hibernate adds the company to each. */
interface OrderQueries {
    Session session();

    @HQL("from PurchaseOrder o join fetch o.lines where o.id = :id")
    SelectionQuery<PurchaseOrder> order(UUID id);

    @HQL("from OrderRevision where orderId = :order and state = :state")
    List<OrderRevision> revisions(UUID order, RevisionState state);

    @HQL("select count(*) from OrderRevision where orderId = :order")
    long revisionCount(UUID order);
}
