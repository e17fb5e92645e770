package erp.production.orders;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.List;
import java.util.UUID;

/** Reads of work orders and postings. Hibernate adds the company to each. */
interface WorkOrderQueries {
    Session session();

    @HQL("from Posting p left join fetch p.lines where p.id = :id")
    SelectionQuery<Posting> posting(UUID id);

    @HQL("from Posting p left join fetch p.lines where p.id in :ids")
    List<Posting> postings(List<UUID> ids);

    @HQL("select count(*) from Posting where reversalOf = :posting")
    long reversals(UUID posting);
}
