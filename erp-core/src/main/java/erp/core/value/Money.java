package erp.core.value;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An amount at its currency's scale. Mixing currencies throws {@link IllegalArgumentException};
 * amounts lie below 10^13.
 *
 * @param amount at exactly the scale of the currency (ISO 4217 minor unit)
 */
@JsonAutoDetect(
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE,
        fieldVisibility = JsonAutoDetect.Visibility.NONE)
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money>, Signed {
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(13);

    public Money {
        amount = Decimals.exact(amount, currency.getDefaultFractionDigits(), LIMIT);
    }

    /** From JSON: {@code {"amount":"12.50","currency":"EUR"}}. Throws {@link InvalidValue}. */
    @JsonCreator
    public static Money parse(
            @JsonProperty("amount") String amount, @JsonProperty("currency") String currency) {
        Currency unit = currency(currency);
        try {
            return new Money(Decimals.parse(amount), unit);
        } catch (InvalidValue e) {
            throw e.in("amount");
        }
    }

    /** The currency of an ISO 4217 code that has a minor unit. Throws {@link InvalidValue}. */
    public static Currency currency(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same answer as a code without a minor unit
        }
        throw new InvalidValue("currency", "must be an ISO 4217 currency code such as \"EUR\"")
                .in("currency");
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** Rounds half up, commercially. */
    public static Money rounded(BigDecimal amount, Currency currency) {
        return new Money(
                amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP),
                currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    public Money negate() {
        return new Money(amount.negate(), currency);
    }

    /** This times a factor, rounded half up. */
    public Money times(BigDecimal factor) {
        return rounded(amount.multiply(factor), currency);
    }

    @Override
    public BigDecimal toDecimal() {
        return amount;
    }

    @Override
    public int signum() {
        return amount.signum();
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /**
     * Splits by weights so that the parts sum to the whole: what rounding leaves goes to the
     * largest remainders.
     */
    public List<Money> allocate(List<BigDecimal> weights) {
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0 || weights.stream().anyMatch(w -> w.signum() < 0)) {
            throw new IllegalArgumentException(
                    "weights must not be negative and must sum to more than zero");
        }
        BigDecimal unit = BigDecimal.ONE.movePointLeft(amount.scale());
        List<BigDecimal> parts = new ArrayList<>();
        List<BigDecimal> remainders = new ArrayList<>();
        for (BigDecimal weight : weights) {
            BigDecimal exact =
                    amount.multiply(weight)
                            .divide(total, amount.scale() + 12, RoundingMode.HALF_UP);
            BigDecimal floor = exact.setScale(amount.scale(), RoundingMode.FLOOR);
            parts.add(floor);
            remainders.add(exact.subtract(floor));
        }
        int left =
                amount.subtract(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                        .divide(unit, 0, RoundingMode.UNNECESSARY)
                        .intValueExact();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted((a, b) -> remainders.get(b).compareTo(remainders.get(a)))
                .limit(left)
                .forEach(i -> parts.set(i, parts.get(i).add(unit)));
        return parts.stream().map(part -> new Money(part, currency)).toList();
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other).amount);
    }

    @JsonProperty("amount")
    String amountText() {
        return amount.toPlainString();
    }

    @JsonProperty("currency")
    String currencyCode() {
        return currency.getCurrencyCode();
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
