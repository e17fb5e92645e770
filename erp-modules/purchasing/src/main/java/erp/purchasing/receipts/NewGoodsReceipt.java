package erp.purchasing.receipts;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What came in for an order.
 *
 * @param date today where absent; not in the future
 * @param deliveryNote the supplier's number of it
 * @param lines all that is open, taken in, where absent
 */
public record NewGoodsReceipt(
        @Nullable LocalDate date,
        @NotBlank @Size(max = Limits.REFERENCE) @Nullable String deliveryNote,
        @Size(min = 1, max = Limits.LINES) @Nullable List<Line> lines) {
    /**
     * So much of an order's line; each line at most once.
     *
     * @param quantity what is taken in
     * @param refused what is not
     * @param refusal why not
     */
    public record Line(
            UUID lineId,
            @PositiveOrZero Quantity quantity,
            @PositiveOrZero @Nullable Quantity refused,
            @NotBlank @Size(max = Limits.REASON) @Nullable String refusal) {
        public Line {
            boolean refuses = refused != null && refused.isPositive();
            if (quantity.isZero() && !refuses) {
                throw new InvalidValue("positive", "must be above zero, or some is refused")
                        .in("quantity");
            }
            if (refuses != (refusal != null)) {
                throw new InvalidValue("together", "goes together with refused").in("refusal");
            }
        }

        Quantity refusedOrNone() {
            return Objects.requireNonNullElse(refused, Quantity.ZERO);
        }
    }

    public NewGoodsReceipt {
        lines = lines == null ? null : List.copyOf(lines);
    }
}
