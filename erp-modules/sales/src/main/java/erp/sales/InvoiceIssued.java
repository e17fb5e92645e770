package erp.sales;

import erp.core.Event;
import erp.core.value.Money;

import java.time.LocalDate;
import java.util.UUID;

/** A customer was billed. */
public record InvoiceIssued(
        UUID invoice, UUID order, UUID customer, String number, Money total, LocalDate due)
        implements Event, OfSales {
    @Override
    public UUID aggregate() {
        return invoice;
    }
}
