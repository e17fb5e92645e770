package erp.inventory.opening;

import erp.core.value.Money;
import erp.core.value.Quantity;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import java.util.List;
import java.util.UUID;

/** All stock at the end of the opening's date; what was there before is replaced. */
record NewOpeningStock(@Size(max = LINES) List<Line> lines) {
    static final int LINES = 5000;

    /**
     * Stock of an item in a warehouse, both at most once together.
     *
     * @param value what all of it is worth in the old books, so that nothing is lost in rounding
     */
    record Line(
            UUID warehouseId,
            UUID itemId,
            @Positive Quantity quantity,
            @PositiveOrZero Money value) {}

    NewOpeningStock {
        lines = List.copyOf(lines);
    }
}
