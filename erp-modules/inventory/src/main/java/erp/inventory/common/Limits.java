package erp.inventory.common;

import erp.core.value.InvalidValue;
import erp.core.value.UnitPrice;

import java.math.BigDecimal;

/**
 * How much fits into one document. A quantity has no limit but its own, as stock has: what can be
 * on hand can be received, counted and corrected.
 */
public final class Limits {
    public static final int LINES = 500;
    static final BigDecimal PRICE = BigDecimal.valueOf(1_000_000_000);

    /** Worth of a document; the sum of all its lines stays exact and below what money can hold. */
    public static final BigDecimal DOCUMENT = BigDecimal.valueOf(1_000_000_000_000L);

    private Limits() {}

    public static void checkPrice(String member, UnitPrice price) {
        if (price.value().compareTo(PRICE) > 0) {
            throw new InvalidValue("range", "must be at most " + PRICE).in(member);
        }
    }
}
