package erp.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.Json;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

class MoneyTest {
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Test
    void parts_sum_to_the_whole_and_differ_from_their_share_by_less_than_a_unit() {
        for (long seed = 0; seed < 3000; seed++) {
            RandomGenerator random = random(seed);
            Currency currency = Currency.getInstance(CURRENCIES.get(random.nextInt(3)));
            int scale = currency.getDefaultFractionDigits();
            Money whole =
                    new Money(
                            BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), scale),
                            currency);
            List<BigDecimal> weights =
                    IntStream.range(0, random.nextInt(1, 9))
                            .mapToObj(_ -> BigDecimal.valueOf(random.nextLong(1, 10_000), 3))
                            .toList();
            List<Money> parts = whole.allocate(weights);
            assertThat(parts.stream().reduce(Money.zero(currency), Money::plus))
                    .as("seed %d", seed)
                    .isEqualTo(whole);
            BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            for (int i = 0; i < parts.size(); i++) {
                BigDecimal off =
                        parts.get(i)
                                .amount()
                                .multiply(total)
                                .subtract(whole.amount().multiply(weights.get(i)))
                                .abs();
                assertThat(off)
                        .as("seed %d part %d", seed, i)
                        .isLessThan(total.movePointLeft(scale));
            }
        }
    }

    @Test
    void what_is_written_as_json_is_read_back() {
        var json = Json.mapper();
        for (long seed = 0; seed < 500; seed++) {
            Money money =
                    new Money(
                            BigDecimal.valueOf(random(seed).nextLong(-99_999_999, 99_999_999), 2),
                            Currency.getInstance("EUR"));
            String text = json.writeValueAsString(money);
            assertThat(json.readValue(text, Money.class)).as("seed %d", seed).isEqualTo(money);
        }
        assertThat(json.writeValueAsString(Money.of("12.5", "EUR")))
                .isEqualTo("{\"amount\":\"12.50\",\"currency\":\"EUR\"}");
        assertThat(json.writeValueAsString(new Quantity(new BigDecimal("2.500000"))))
                .isEqualTo("\"2.5\"");
    }

    @Test
    void half_a_cent_is_rounded_up_away_from_zero() {
        Currency euro = Currency.getInstance("EUR");
        assertThat(Money.rounded(new BigDecimal("0.005"), euro)).isEqualTo(Money.of("0.01", "EUR"));
        assertThat(Money.rounded(new BigDecimal("-0.005"), euro))
                .isEqualTo(Money.of("-0.01", "EUR"));
        assertThat(UnitPrice.parse("0.333333").times(Quantity.of(3), euro))
                .isEqualTo(Money.of("1.00", "EUR"));
    }

    @Test
    void currencies_do_not_mix() {
        Money euro = Money.of("1", "EUR");
        Money yen = Money.of("1", "JPY");
        assertThatThrownBy(() -> euro.plus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euro.minus(yen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euro.compareTo(yen)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_digit_is_lost_in_silence() {
        assertThatThrownBy(() -> Money.of("1.001", "EUR")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Money.of("0.5", "JPY")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Quantity.parse("0.0000001")).isInstanceOf(InvalidValue.class);
        assertThat(Quantity.parse("1.000000000")).isEqualTo(Quantity.of(1));
    }

    @Test
    void amounts_have_a_limit_whatever_is_computed() {
        Money most = Money.of("9999999999999.99", "EUR");
        assertThatThrownBy(() -> most.plus(Money.of("0.01", "EUR")))
                .isInstanceOf(InvalidValue.class);
    }
}
