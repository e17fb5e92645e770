package erp.purchasing.agreements;

import erp.core.value.Quantity;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What of a blanket order is wanted now. */
public record CallOff(UUID warehouseId, @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /**
     * So much of an item of it; each item once.
     *
     * @param dueDate when it is to arrive; after the supplier's lead time where absent
     */
    public record Line(UUID itemId, @Positive Quantity quantity, @Nullable LocalDate dueDate) {}

    public CallOff {
        lines = List.copyOf(lines);
    }
}
