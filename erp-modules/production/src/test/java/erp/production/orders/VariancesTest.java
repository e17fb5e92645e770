package erp.production.orders;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.value.Money;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Why an order cost more than planned. */
class VariancesTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    private static Variances.Fact fact(
            String planned, String unitCost, String actual, String value) {
        return new Variances.Fact(
                new BigDecimal(planned).signum() > 0,
                new BigDecimal(planned),
                new BigDecimal(unitCost),
                new BigDecimal(actual),
                new BigDecimal(value));
    }

    @Test
    void half_of_an_order_may_use_half_of_what_was_planned() {
        Variances found =
                Variances.of(
                        List.of(fact("20", "12", "11", "143")),
                        new BigDecimal("120"),
                        new BigDecimal("240"),
                        Money.of("23", "EUR"));
        assertThat(found.usage()).isEqualTo(Money.of("12", "EUR"));
        assertThat(found.rate()).isEqualTo(Money.of("11", "EUR"));
        assertThat(found.method().isZero()).isTrue();
    }

    @Test
    void what_nobody_planned_is_method() {
        Variances found =
                Variances.of(
                        List.of(fact("0", "0", "3", "30")),
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Money.of("30", "EUR"));
        assertThat(found.method()).isEqualTo(Money.of("30", "EUR"));
    }

    @Test
    void they_sum_to_what_is_left_whatever_happened() {
        for (int seed = 0; seed < 500; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            List<Variances.Fact> facts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                facts.add(
                        fact(
                                Integer.toString(random.nextInt(50)),
                                BigDecimal.valueOf(random.nextInt(1_000_000), 6).toString(),
                                BigDecimal.valueOf(random.nextInt(50_000), 3).toString(),
                                BigDecimal.valueOf(random.nextInt(100_000), 2).toString()));
            }
            Money left = new Money(BigDecimal.valueOf(random.nextInt(100_000) - 50_000, 2), EUR);
            Variances found =
                    Variances.of(
                            facts,
                            BigDecimal.valueOf(random.nextInt(1_000)),
                            BigDecimal.valueOf(1 + random.nextInt(1_000)),
                            left);
            assertThat(found.usage().plus(found.rate()).plus(found.method()))
                    .as("seed %d", seed)
                    .isEqualTo(left);
        }
    }
}
