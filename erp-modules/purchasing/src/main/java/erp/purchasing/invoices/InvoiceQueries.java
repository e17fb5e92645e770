package erp.purchasing.invoices;

import org.hibernate.Session;
import org.hibernate.annotations.processing.HQL;
import org.hibernate.query.SelectionQuery;

import java.util.UUID;

/** Reads of suppliers' invoices. Hibernate adds the company to each. */
interface InvoiceQueries {
    Session session();

    @HQL("from SupplierInvoice i join fetch i.lines where i.id = :id")
    SelectionQuery<SupplierInvoice> invoice(UUID id);
}
