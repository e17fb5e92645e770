package erp.purchasing.quotations;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What suppliers are to be asked for.
 *
 * @param requisitionId an approved requisition, all of it; warehouse and lines are absent then
 * @param answerBy until when they are to answer; not before today
 * @param supplierIds who is asked
 */
public record NewRfq(
        @Nullable UUID requisitionId,
        @Nullable UUID warehouseId,
        LocalDate answerBy,
        @Size(min = 1, max = 50) List<UUID> supplierIds,
        @Size(min = 1, max = Limits.LINES) @Nullable List<Line> lines) {
    /** One item, and when it has to be there. */
    public record Line(UUID itemId, @Positive Quantity quantity, LocalDate neededBy) {}

    public NewRfq {
        supplierIds = List.copyOf(supplierIds);
        lines = lines == null ? null : List.copyOf(lines);
        boolean byRequisition = requisitionId != null;
        if (byRequisition == (warehouseId != null)) {
            throw new InvalidValue("oneOf", "is needed, or requisitionId: one of the two")
                    .in("warehouseId");
        }
        if (byRequisition == (lines != null)) {
            throw new InvalidValue("oneOf", "are needed, or requisitionId: one of the two")
                    .in("lines");
        }
    }
}
