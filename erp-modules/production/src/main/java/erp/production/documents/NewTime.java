package erp.production.documents;

import erp.core.value.Quantity;
import erp.production.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Hours that were worked for an order.
 *
 * @param date today where absent; not in the future
 */
public record NewTime(
        @Nullable LocalDate date, @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * Of one operation.
     *
     * @param workCentreId where it was done; where it was planned to be where absent
     */
    public record Line(
            UUID operationId,
            @Nullable UUID workCentreId,
            @Positive @DecimalMax(Limits.HOURS) Quantity hours) {}

    public NewTime {
        lines = List.copyOf(lines);
    }
}
