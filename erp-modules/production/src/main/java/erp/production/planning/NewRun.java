package erp.production.planning;

import erp.production.common.Limits;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * A planning run over one warehouse.
 *
 * @param horizonDays from today, beyond which no demand counts; a year where absent
 */
public record NewRun(
        UUID warehouseId, @Min(1) @Max(Limits.HORIZON_DAYS) @Nullable Integer horizonDays) {
    private static final int YEAR = 365;

    int days() {
        return horizonDays == null ? YEAR : horizonDays;
    }
}
