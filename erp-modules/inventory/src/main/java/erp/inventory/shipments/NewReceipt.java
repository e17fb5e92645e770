package erp.inventory.shipments;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;
import erp.inventory.common.Limits;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Goods to be received.
 *
 * @param date today where absent; not in the future
 */
public record NewReceipt(
        UUID warehouseId,
        @Nullable LocalDate date,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /** One item; its cost is for one base unit, in the company's currency. */
    public record Line(
            UUID itemId, @Positive Quantity quantity, @PositiveOrZero UnitPrice unitCost) {
        public Line {
            Limits.checkPrice("unitCost", unitCost);
        }
    }

    public NewReceipt {
        lines = List.copyOf(lines);
        BigDecimal worth =
                lines.stream()
                        .map(line -> line.quantity().value().multiply(line.unitCost().value()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (worth.compareTo(Limits.DOCUMENT) >= 0) {
            throw new InvalidValue("range", "must be worth less than " + Limits.DOCUMENT)
                    .in("lines");
        }
    }
}
