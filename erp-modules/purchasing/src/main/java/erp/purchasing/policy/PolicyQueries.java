package erp.purchasing.policy;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

/** Reads of a company's rules. Hibernate adds the company. */
interface PolicyQueries {
    Session session();

    @HQL("from PurchasePolicy")
    SelectionQuery<PurchasePolicy> policy();
}
