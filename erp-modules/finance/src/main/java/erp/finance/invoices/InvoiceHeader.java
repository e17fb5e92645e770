package erp.finance.invoices;

import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.UUID;

/**
 * An invoice without its lines, as others see it.
 *
 * @param type {@code sales.invoice}
 * @param number ours or the supplier's; null in a dry run, which takes none
 */
public record InvoiceHeader(
        UUID id,
        String type,
        @Nullable String number,
        InvoiceSource source,
        UUID party,
        InvoiceTerms terms,
        Money net,
        Money tax,
        Money total) {
    /** What others call it: the number or, in a dry run, the id. */
    public String reference() {
        return Objects.requireNonNullElse(number, id.toString());
    }
}
