package erp.sales.documents;

import erp.core.value.Money;
import erp.finance.invoices.InvoiceHeader;

import java.time.LocalDate;
import java.util.UUID;

/** An invoice in a list, without its lines and payments. */
public record InvoiceSummary(
        UUID id,
        String number,
        UUID orderId,
        UUID customerId,
        LocalDate date,
        LocalDate due,
        Money total) {
    public static InvoiceSummary of(InvoiceHeader invoice) {
        return new InvoiceSummary(
                invoice.id(),
                invoice.reference(),
                invoice.source().id(),
                invoice.party(),
                invoice.terms().date(),
                invoice.terms().due(),
                invoice.total());
    }
}
