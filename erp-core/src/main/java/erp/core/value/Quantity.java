package erp.core.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.math.BigDecimal;

/**
 * So much of an item, in the item's base unit. At most six decimal places, below 10^12.
 *
 * @param value at scale 6
 */
public record Quantity(BigDecimal value) implements Comparable<Quantity>, Signed {
    private static final int SCALE = 6;
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

    // Below the limits that its constructor checks.
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);

    public Quantity {
        value = Decimals.exact(value, SCALE, LIMIT);
    }

    /** From JSON: a decimal string. Throws {@link InvalidValue}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Quantity parse(String text) {
        return new Quantity(Decimals.parse(text));
    }

    public static Quantity of(long pieces) {
        return new Quantity(BigDecimal.valueOf(pieces));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.add(other.value));
    }

    public Quantity minus(Quantity other) {
        return new Quantity(value.subtract(other.value));
    }

    public Quantity negate() {
        return new Quantity(value.negate());
    }

    @Override
    public BigDecimal toDecimal() {
        return value;
    }

    @Override
    public int signum() {
        return value.signum();
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    public boolean isNegative() {
        return value.signum() < 0;
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    public boolean exceeds(Quantity other) {
        return value.compareTo(other.value) > 0;
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    /** Without trailing zeros: {@code 3}, {@code 2.5}. */
    @JsonValue
    @Override
    public String toString() {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
