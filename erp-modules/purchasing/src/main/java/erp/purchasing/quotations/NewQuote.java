package erp.purchasing.quotations;

import erp.core.value.UnitPrice;
import erp.purchasing.common.Limits;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What a supplier offers.
 *
 * @param reference what the supplier calls it
 * @param validUntil last day on which it can be taken; not before today
 * @param lines of all that was asked for, or some
 */
public record NewQuote(
        UUID supplierId,
        @NotBlank @Size(max = Limits.REFERENCE) @Nullable String reference,
        LocalDate validUntil,
        @PositiveOrZero @Max(1000) int leadTimeDays,
        @Size(min = 1, max = Limits.LINES) List<Line> lines) {
    /** The price of one base unit of a line, without tax. */
    public record Line(
            UUID rfqLineId, @PositiveOrZero @DecimalMax(Limits.PRICE) UnitPrice unitPrice) {}

    public NewQuote {
        lines = List.copyOf(lines);
    }
}
