package erp.sales.orders;

import erp.core.value.Quantity;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What of an order leaves the warehouse.
 *
 * @param date when it left; today where it is left out
 * @param lines all that is open where absent
 */
public record NewDelivery(
        @Nullable LocalDate date, @Size(min = 1, max = Limits.LINES) @Nullable List<Line> lines) {
    /** So much of an order's line; each line at most once. */
    public record Line(UUID lineId, @Positive Quantity quantity) {}

    public NewDelivery {
        lines = lines == null ? null : List.copyOf(lines);
    }
}
