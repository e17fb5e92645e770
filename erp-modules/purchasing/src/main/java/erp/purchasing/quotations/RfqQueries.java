package erp.purchasing.quotations;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of requests for quotation. Hibernate adds the company to each. */
interface RfqQueries {
    Session session();

    @HQL(
            "from Quote q join fetch q.lines where q.rfqId = :rfq and q.revision = (select"
                    + " max(o.revision) from Quote o where o.rfqId = q.rfqId and o.supplierId ="
                    + " q.supplierId) order by q.id")
    List<Quote> quotes(UUID rfq);

    @HQL("select id from PurchaseOrder where originType = :type and originId = :origin order by id")
    List<UUID> ordersOf(String type, UUID origin);
}
