package erp.finance.invoices;

import erp.finance.payments.Discount;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * What an invoice says of time.
 *
 * @param date that it bears
 * @param due when it is to be paid
 * @param text the same in words; absent where a version issued the invoice that did not keep it
 * @param discount what is taken off where it is paid in time; the open item keeps it
 */
public record InvoiceTerms(
        LocalDate date, LocalDate due, @Nullable String text, @Nullable Discount discount) {
    /** Terms without a discount. */
    public InvoiceTerms(LocalDate date, LocalDate due, @Nullable String text) {
        this(date, due, text, null);
    }
}
