package erp.inventory.transfers;

import erp.core.value.InvalidValue;
import erp.core.value.MultiLine;
import erp.core.value.Quantity;
import erp.inventory.common.Limits;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Goods that are to go from one warehouse to another. What they are worth does not change.
 *
 * @param date today where it is left out; they must be there on that day and on each day since
 */
public record NewTransfer(
        UUID fromWarehouseId,
        UUID toWarehouseId,
        @Nullable LocalDate date,
        @NotBlank @Size(max = 200) @MultiLine @Nullable String reason,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /** One item, at most once. */
    public record Line(UUID itemId, @Positive Quantity quantity) {}

    public NewTransfer {
        lines = List.copyOf(lines);
        if (fromWarehouseId.equals(toWarehouseId)) {
            throw new InvalidValue("different", "must be another warehouse").in("toWarehouseId");
        }
    }
}
