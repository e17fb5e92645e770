package erp.production.mrp;

import erp.production.items.LotSizing;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;

/**
 * How much is ordered at a time.
 *
 * @param fixed of FIXED, else null
 * @param minimum of an order; null for none
 * @param multiple that an order is a multiple of; null for none
 */
public record Lot(
        LotSizing sizing,
        @Nullable BigDecimal fixed,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal multiple) {
    public static final Lot FOR_LOT = new Lot(LotSizing.LOT_FOR_LOT, null, null, null);

    /**
     * The orders that cover what is missing on a day.
     *
     * @param most how many orders there may be
     */
    List<BigDecimal> cover(BigDecimal missing, int most) {
        if (fixed != null) {
            BigDecimal count = missing.divide(fixed, 0, RoundingMode.CEILING);
            if (count.compareTo(BigDecimal.valueOf(most)) > 0) {
                throw new TooManyOrders(most);
            }
            return Collections.nCopies(count.intValueExact(), fixed);
        }
        BigDecimal wanted = minimum == null ? missing : missing.max(minimum);
        BigDecimal whole =
                multiple == null
                        ? wanted
                        : wanted.divide(multiple, 0, RoundingMode.CEILING).multiply(multiple);
        return List.of(whole);
    }
}
