package erp.production.documents;

import erp.core.value.InvalidValue;
import erp.core.value.Quantity;
import erp.production.common.Limits;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What comes out of an order.
 *
 * @param date today where absent; not in the future
 * @param lines all that is planned and neither received nor scrapped where absent
 */
public record NewOutput(
        @Nullable LocalDate date, @Size(min = 1, max = Limits.LINES) @Nullable List<Line> lines) {
    public static final NewOutput ALL = new NewOutput(null, null);

    /**
     * One output.
     *
     * @param quantity that is good and goes into stock
     * @param scrapped that is lost
     */
    public record Line(
            UUID outputId,
            @PositiveOrZero @Nullable Quantity quantity,
            @PositiveOrZero @Nullable Quantity scrapped) {
        public Line {
            if (good(quantity).add(good(scrapped)).signum() == 0) {
                throw new InvalidValue("oneOf", "must be above zero, or scrapped must be")
                        .in("quantity");
            }
        }

        public BigDecimal good() {
            return good(quantity);
        }

        public BigDecimal bad() {
            return good(scrapped);
        }

        private static BigDecimal good(@Nullable Quantity quantity) {
            return quantity == null ? BigDecimal.ZERO : quantity.value();
        }
    }

    public NewOutput {
        lines = lines == null ? null : List.copyOf(lines);
    }
}
