package erp.inventory.documents;

import erp.core.value.InvalidValue;
import erp.core.value.MultiLine;
import erp.core.value.NotZero;
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
 * A correction of stock.
 *
 * @param date today where absent; not in the future. What is less must be there on that day and on
 *     each day since
 */
public record NewAdjustment(
        UUID warehouseId,
        @Nullable LocalDate date,
        @NotBlank @Size(max = 200) @MultiLine String reason,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * One item, at most once.
     *
     * @param quantity what is more, or less where negative
     * @param unitCost of what is more; the average of now where absent; refused where less
     */
    public record Line(
            UUID itemId, @NotZero Quantity quantity, @PositiveOrZero @Nullable UnitPrice unitCost) {
        public Line {
            if (unitCost != null && quantity.isNegative()) {
                throw new InvalidValue(
                                "unused",
                                "must be absent where quantity is negative: what is less leaves at"
                                        + " the average")
                        .in("unitCost");
            }
            if (unitCost != null) {
                Limits.checkPrice("unitCost", unitCost);
            }
        }
    }

    public NewAdjustment {
        lines = List.copyOf(lines);
    }
}
