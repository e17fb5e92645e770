package erp.purchasing.requisitions;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of requisitions. Hibernate adds the company to each. */
interface RequisitionQueries {
    Session session();

    @HQL("from Requisition r join fetch r.lines where r.id = :id")
    SelectionQuery<Requisition> requisition(UUID id);

    @HQL("from Requisition r where r.originType = :type and r.originId = :origin")
    SelectionQuery<Requisition> asked(String type, UUID origin);

    @HQL("select id from PurchaseOrder where originType = :type and originId = :origin order by id")
    List<UUID> ordersOf(String type, UUID origin);
}
