package erp.purchasing.returns;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of returns and credits. Hibernate adds the company to each. */
interface CreditQueries {
    Session session();

    @HQL("from SupplierReturn r join fetch r.lines where r.id = :id")
    SelectionQuery<SupplierReturn> sentBack(UUID id);

    @HQL("from SupplierReturn r join fetch r.lines where r.id in :ids")
    List<SupplierReturn> returns(List<UUID> ids);

    @HQL("from SupplierCredit c join fetch c.lines where c.id = :id")
    SelectionQuery<SupplierCredit> credit(UUID id);

    @HQL("from SupplierCredit c join fetch c.lines where c.id in :ids")
    List<SupplierCredit> credits(List<UUID> ids);

    @HQL("from SupplierCredit c where c.returnId in :returns")
    List<SupplierCredit> creditsOf(List<UUID> returns);
}
