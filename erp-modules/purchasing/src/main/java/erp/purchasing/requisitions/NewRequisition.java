package erp.purchasing.requisitions;

import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What somebody needs bought. */
public record NewRequisition(
        UUID warehouseId,
        @NotBlank @Size(max = Limits.REASON) @Nullable String reason,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * One item.
     *
     * @param neededBy when it has to be there; not before today
     * @param supplierId of whom, where that is known
     * @param estimatedPrice of one base unit, where the supplier has no price
     */
    public record Line(
            UUID itemId,
            @Positive Quantity quantity,
            LocalDate neededBy,
            @Nullable UUID supplierId,
            @PositiveOrZero @DecimalMax(Limits.PRICE) @Nullable UnitPrice estimatedPrice) {}

    public NewRequisition {
        lines = List.copyOf(lines);
    }
}
