package erp.production.centres;

import erp.core.value.Code;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.production.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Set;

/**
 * A work centre.
 *
 * @param code unique in the company, case counts
 * @param workingDays of each week
 * @param closedDays on which there is no work all the same; none where absent
 * @param capacityHours of a working day, of all machines and people together
 * @param labourRate of an hour
 * @param machineRate of an hour: what the place itself costs
 */
public record NewWorkCentre(
        @Code(max = 32) String code,
        @NotBlank @Size(max = 200) String name,
        @Size(min = 1, max = 7) Set<Weekday> workingDays,
        @Size(max = Limits.CLOSED_DAYS) @Nullable Set<LocalDate> closedDays,
        @Positive @DecimalMax("24000") Quantity capacityHours,
        @PositiveOrZero @DecimalMax(Limits.RATE) UnitPrice labourRate,
        @PositiveOrZero @DecimalMax(Limits.RATE) UnitPrice machineRate) {
    public NewWorkCentre {
        workingDays = Set.copyOf(workingDays);
        closedDays = closedDays == null ? null : Set.copyOf(closedDays);
    }

    Set<LocalDate> closed() {
        return closedDays == null ? Set.of() : closedDays;
    }
}
