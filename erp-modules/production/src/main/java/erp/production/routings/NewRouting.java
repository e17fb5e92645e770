package erp.production.routings;

import erp.core.value.Code;
import erp.core.value.Quantity;
import erp.production.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * How something is made.
 *
 * @param code unique in the company, case counts
 * @param operations in their order
 */
public record NewRouting(
        @Code(max = 32) String code,
        @NotBlank @Size(max = 200) String name,
        @Size(min = 1, max = Limits.OPERATIONS) List<Operation> operations) {
    /**
     * One step.
     *
     * @param setupHours once for an order
     * @param hoursPerUnit for each unit that is made
     * @param subcontractItemId what is bought for each unit, where a supplier does the operation:
     *     it is asked for when an order is released, and issued with what comes out
     */
    public record Operation(
            @NotBlank @Size(max = 200) String name,
            UUID workCentreId,
            @PositiveOrZero @DecimalMax(Limits.HOURS) Quantity setupHours,
            @PositiveOrZero @DecimalMax(Limits.HOURS) Quantity hoursPerUnit,
            @Nullable UUID subcontractItemId) {}

    public NewRouting {
        operations = List.copyOf(operations);
    }
}
