package erp.inventory.stock;

import erp.core.value.MultiLine;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.inventory.common.Limits;

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
 * @param date today where absent; not in the future. What is less must be there on that day and on
 *     each day since
 */
public record NewCount(
        UUID warehouseId,
        @Nullable LocalDate date,
        @NotBlank @Size(max = 200) @MultiLine String reason,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * One item, at most once, and how much of it is there.
     *
     * @param counted compared with the books at the end of the date
     * @param unitCost of what is found more where the item has no stock to take an average of, and
     *     then required; else not used, so that a sheet may state it for each item
     */
    public record Line(
            UUID itemId,
            @PositiveOrZero Quantity counted,
            @PositiveOrZero @Nullable UnitPrice unitCost) {
        public Line {
            if (unitCost != null) {
                Limits.checkPrice("unitCost", unitCost);
            }
        }
    }

    public NewCount {
        lines = List.copyOf(lines);
    }
}
