package erp.finance.invoices;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * The document that an invoice is made for.
 *
 * @param type {@code sales.order}
 * @param number what people call it; like the count it is absent where a version issued the invoice
 *     that did not keep it
 * @param count the how-manyth invoice of that document this is
 */
public record InvoiceSource(
        String type, UUID id, @Nullable String number, @Nullable Integer count) {}
