package erp.finance.invoices;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** Reads of invoices. Hibernate adds the company to each. */
interface InvoiceQueries {
    Session session();

    @HQL("from Invoice i join fetch i.lines where i.id = :id and i.type = :type")
    SelectionQuery<Invoice> invoice(UUID id, String type);

    @HQL(
            "from Invoice i where i.type = :type and i.id < :before and (:party is null or"
                + " i.partyId = :party) and (:source is null or i.sourceId = :source) order by i.id"
                + " desc limit :limit")
    List<Invoice> invoices(
            String type, UUID before, @Nullable UUID party, @Nullable UUID source, int limit);

    @HQL(
            "select new erp.finance.invoices.Invoiced(l.taxCode, sum(l.net), sum(l.tax)) from"
                + " Invoice i join i.lines l where i.sourceType = :type and i.sourceId = :source"
                + " group by l.taxCode")
    List<Invoiced> invoiced(String type, UUID source);
}
