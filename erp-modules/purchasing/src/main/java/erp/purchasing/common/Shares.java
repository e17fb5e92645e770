package erp.purchasing.common;

import erp.core.value.Money;
import erp.core.value.Quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a part of something is worth, so that all parts together are worth the whole. Pure. */
public final class Shares {
    private Shares() {}

    /**
     * What so many pieces of a line are worth: their share, rounded, and of the last ones all that
     * is left.
     *
     * @param whole worth of the line
     * @param of how many pieces it has
     * @param restValue what is left of its worth
     * @param rest how many pieces are left
     */
    public static Money of(
            Money whole, Quantity of, Money restValue, Quantity rest, Quantity part) {
        if (part.exceeds(rest)) {
            throw new IllegalStateException("%s of %s that are left".formatted(part, rest));
        }
        if (part.equals(rest)) {
            return restValue;
        }
        BigDecimal exact =
                whole.amount()
                        .multiply(part.value())
                        .divide(
                                of.value(),
                                whole.currency().getDefaultFractionDigits(),
                                RoundingMode.HALF_UP);
        Money share = new Money(exact, whole.currency());
        return share.compareTo(restValue) > 0 ? restValue : share;
    }
}
