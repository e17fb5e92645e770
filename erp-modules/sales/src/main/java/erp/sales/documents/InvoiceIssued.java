package erp.sales.documents;

import erp.core.Event;
import erp.core.value.Money;
import erp.finance.invoices.InvoiceHeader;
import erp.sales.common.OfSales;

import java.time.LocalDate;
import java.util.UUID;

/** A customer was billed. */
public record InvoiceIssued(
        UUID invoice, UUID order, UUID customer, String number, Money total, LocalDate due)
        implements Event, OfSales {
    public static InvoiceIssued of(InvoiceHeader invoice) {
        return new InvoiceIssued(
                invoice.id(),
                invoice.source().id(),
                invoice.party(),
                invoice.reference(),
                invoice.total(),
                invoice.terms().due());
    }

    @Override
    public UUID aggregate() {
        return invoice;
    }
}
