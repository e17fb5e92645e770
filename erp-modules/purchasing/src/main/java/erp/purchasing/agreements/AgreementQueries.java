package erp.purchasing.agreements;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;

import java.util.List;
import java.util.UUID;

/** Reads of blanket orders. Hibernate adds the company to each. */
interface AgreementQueries {
    Session session();

    @HQL("select id from PurchaseOrder where originType = :type and originId = :origin order by id")
    List<UUID> ordersOf(String type, UUID origin);
}
