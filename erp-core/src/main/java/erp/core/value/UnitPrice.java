package erp.core.value;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * A price or cost for one base unit, in the currency of the document it stands in. At most six
 * decimal places, below 10^12.
 *
 * @param value at scale 6
 */
public record UnitPrice(BigDecimal value) implements Signed {
    private static final int SCALE = 6;
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(12);

    public UnitPrice {
        value = Decimals.exact(value, SCALE, LIMIT);
    }

    /** From JSON: a decimal string. Throws {@link InvalidValue}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static UnitPrice parse(String text) {
        return new UnitPrice(Decimals.parse(text));
    }

    /** Price of a quantity, rounded half up to the currency's minor unit. */
    public Money times(Quantity quantity, Currency currency) {
        return Money.rounded(value.multiply(quantity.value()), currency);
    }

    @Override
    public BigDecimal toDecimal() {
        return value;
    }

    @Override
    public int signum() {
        return value.signum();
    }

    public boolean isNegative() {
        return value.signum() < 0;
    }

    @JsonValue
    @Override
    public String toString() {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
