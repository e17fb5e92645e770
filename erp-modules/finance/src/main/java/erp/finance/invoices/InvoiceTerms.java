package erp.finance.invoices;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * What an invoice says of time.
 *
 * @param date that it bears
 * @param due when it is to be paid
 * @param text the same in words; absent where a version issued the invoice that did not keep it
 */
public record InvoiceTerms(LocalDate date, LocalDate due, @Nullable String text) {}
