package erp.sales.documents;

import erp.core.value.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A document of a customer, as its timeline tells it.
 *
 * @param number of a quotation, an order
 * @param at when it was entered
 */
public record CustomerDocument(
        Kind kind,
        UUID id,
        @Nullable String number,
        @Nullable String state,
        @Nullable Money total,
        Instant at) {
    /** What it is. */
    public enum Kind {
        QUOTATION,
        ORDER,
        DELIVERY,
        INVOICE
    }
}
