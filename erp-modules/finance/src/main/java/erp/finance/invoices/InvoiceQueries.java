package erp.finance.invoices;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads of invoices. Hibernate adds the company to each. */
interface InvoiceQueries {
    Session session();

    @HQL("from Invoice i join fetch i.lines where i.id = :id and i.type = :type")
    SelectionQuery<Invoice> invoice(UUID id, String type);

    @HQL(
            "select new erp.finance.invoices.Invoiced(l.taxCode, sum(l.net), sum(l.tax)) from"
                + " Invoice i join i.lines l where i.sourceType = :type and i.sourceId = :source"
                + " and not exists (select 1 from Reversal r where r.documentId = i.id) group by"
                + " l.taxCode")
    List<Invoiced> invoiced(String type, UUID source);

    /** Those that stand, the last of the document first. */
    @HQL(
            "from Invoice i where i.sourceType = :type and i.sourceId = :source and not exists"
                    + " (select 1 from Reversal r where r.documentId = i.id) order by"
                    + " coalesce(i.countOfSource, 0) desc, i.fiscalYear desc, i.number desc, i.id"
                    + " desc")
    List<Invoice> standing(String type, UUID source);

    /** The latest date of those that stand. */
    @HQL(
            "select max(i.invoiceDate) from Invoice i where i.sourceType = :type and i.sourceId ="
                    + " :source and not exists (select 1 from Reversal r where r.documentId ="
                    + " i.id)")
    @Nullable LocalDate lastDate(String type, UUID source);

    /** The highest count below that one of those that stand. */
    @HQL(
            "select coalesce(max(i.countOfSource), 0) from Invoice i where i.sourceType = :type and"
                + " i.sourceId = :source and i.countOfSource < :count and not exists (select 1 from"
                + " Reversal r where r.documentId = i.id)")
    int countBefore(String type, UUID source, int count);
}
