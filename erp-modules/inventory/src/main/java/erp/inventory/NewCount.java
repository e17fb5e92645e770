package erp.inventory;

import erp.core.value.MultiLine;
import erp.core.value.Quantity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What was counted on the shelf: the difference to the books becomes an adjustment.
 *
 * @param date today where absent; not in the future
 */
public record NewCount(
        UUID warehouseId,
        @Nullable LocalDate date,
        @NotBlank @Size(max = 200) @MultiLine String reason,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /** One item, at most once, and how much of it is there. */
    public record Line(UUID itemId, @PositiveOrZero Quantity counted) {
        public Line {
            Limits.checkQuantity("counted", counted);
        }
    }

    public NewCount {
        lines = List.copyOf(lines);
    }
}
