package erp.core.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers as they come in JSON: plain digits in a string, no exponent, bounded. */
public final class Decimals {
    /** Most digits before the point of a number that has no bounds of its own. */
    public static final int DIGITS = 24;

    /** Most digits behind it. */
    public static final int PLACES = 12;

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(DIGITS);
    private static final Pattern PLAIN =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?");

    private Decimals() {}

    /** Throws {@link InvalidValue} where the text is no plain decimal. */
    public static BigDecimal parse(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new InvalidValue("decimal", "must be a plain decimal number such as \"12.50\"");
        }
        return new BigDecimal(text);
    }

    /** A number that is of no narrower type: bounded as any, and without zeros at its end. */
    public static BigDecimal bounded(String text) {
        BigDecimal value = exact(parse(text), PLACES, LIMIT).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /**
     * The same value at the scale; throws {@link InvalidValue} where digits would be lost or the
     * limit is reached.
     */
    static BigDecimal exact(BigDecimal value, int scale, BigDecimal limit) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > scale) {
            throw new InvalidValue("scale", "must have at most " + scale + " decimal places");
        }
        if (value.abs().compareTo(limit) >= 0) {
            throw new InvalidValue("range", "must be below " + limit.toPlainString());
        }
        return value.setScale(scale);
    }
}
