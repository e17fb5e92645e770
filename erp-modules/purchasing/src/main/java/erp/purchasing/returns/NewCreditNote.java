package erp.purchasing.returns;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A credit note that a supplier has sent.
 *
 * @param number the supplier's
 * @param date that it bears; not in the future
 */
public record NewCreditNote(
        UUID supplierId,
        @NotBlank @Size(max = 40) String number,
        LocalDate date,
        @NotBlank @Size(max = Limits.REASON) String reason,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * Of an invoice's line either pieces that were billed and never came, or a lower price; each
     * line at most once.
     *
     * @param quantity so many pieces, at what they were billed
     * @param net so much of the price, without tax
     */
    public record Line(
            UUID invoiceLineId,
            @Positive @Nullable Quantity quantity,
            @Positive @Nullable Money net) {}

    public NewCreditNote {
        lines = List.copyOf(lines);
    }
}
