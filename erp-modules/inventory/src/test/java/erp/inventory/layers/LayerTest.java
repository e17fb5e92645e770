package erp.inventory.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.ErpException;
import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.inventory.common.InventoryError;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class LayerTest {

    @Test
    void values_goods_at_the_moving_average() {
        Layer layer = layer("10", "20.00");
        layer.put(quantity("10"), eur("40.00"));
        assertThat(layer.take(quantity("5"))).isEqualTo(eur("15.00"));
        assertThat(layer.quantity()).isEqualTo(quantity("15"));
        assertThat(layer.value()).isEqualTo(eur("45.00"));
    }

    @Test
    void rounds_half_up_to_the_minor_unit() {
        assertThat(layer("8", "1.00").take(quantity("1"))).isEqualTo(eur("0.13"));
        assertThat(layer("3", "1.00").take(quantity("1"))).isEqualTo(eur("0.33"));
    }

    @Test
    void the_last_piece_takes_what_rounding_left() {
        Layer layer = layer("3", "1.00");
        layer.take(quantity("1"));
        layer.take(quantity("1"));
        assertThat(layer.take(quantity("1"))).isEqualTo(eur("0.33"));
        assertThat(layer.value()).isEqualTo(eur("0.00"));
    }

    @Test
    void gives_back_goods_at_what_they_came_in_at_as_far_as_it_bears_that() {
        Layer layer = layer("10", "10.00");
        layer.put(quantity("2"), eur("60.00"));
        assertThat(layer.take(quantity("1"), eur("30.00"))).isEqualTo(eur("30.00"));
        assertThat(layer.value()).isEqualTo(eur("40.00"));
        assertThat(layer.take(quantity("1"), eur("50.00"))).isEqualTo(eur("40.00"));
        assertThat(layer.take(quantity("10"), eur("5.00"))).isEqualTo(eur("0.00"));
    }

    @Test
    void refuses_to_give_more_than_it_has() {
        assertThatThrownBy(() -> layer("1", "1.00").take(quantity("1.000001")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_stock_beyond_its_limit() {
        Layer layer = layer("999999999999", "1.00");
        assertThatThrownBy(() -> layer.put(quantity("1"), eur("1.00")))
                .isInstanceOf(ErpException.class)
                .hasMessageContaining("would exceed");
        assertThat(layer.quantity()).isEqualTo(quantity("999999999999"));
    }

    @Test
    void what_goes_in_comes_out_and_empty_is_worth_nothing() {
        for (long seed = 0; seed < 300; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Layer layer = layer("0", "0.00");
            Money in = eur("0.00");
            Money out = eur("0.00");
            for (int step = 0; step < 100; step++) {
                if (layer.quantity().isZero() || random.nextInt(3) == 0) {
                    Money cost = new Money(BigDecimal.valueOf(random.nextLong(100_000), 2), EUR);
                    layer.put(
                            new Quantity(BigDecimal.valueOf(1 + random.nextLong(9_999_999), 6)),
                            cost);
                    in = in.plus(cost);
                } else {
                    out = out.plus(layer.take(someOf(layer.quantity(), random)));
                }
                assertThat(layer.value()).as("seed %d", seed).isEqualTo(in.minus(out));
                assertThat(layer.value().isNegative()).as("seed %d", seed).isFalse();
                if (layer.quantity().isZero()) {
                    assertThat(layer.value().isZero()).as("seed %d", seed).isTrue();
                }
            }
        }
    }

    @Test
    void what_leaves_takes_the_least_average_of_the_days_since() {
        Layer layer = layer("20", "100.00");
        layer.lookBack(DAY, List.of(later(3, "10", "90.00")));
        assertThat(layer.take(quantity("7"))).isEqualTo(eur("7.00"));
        assertThat(layer.take(quantity("3"))).as("the rest of the day").isEqualTo(eur("3.00"));
        assertThat(layer.value()).isEqualTo(eur("90.00"));
        assertThat(layer.lastMove()).isEqualTo(DAY.plusDays(3));
    }

    @Test
    void a_day_that_is_left_empty_is_left_worth_nothing() {
        Layer layer = layer("15", "15.00");
        layer.lookBack(DAY, List.of(later(1, "-5", "-20.00"), later(2, "10", "5.00")));
        assertThat(layer.take(quantity("5")))
                .as("of 10 worth 30.00, of 5 worth 10.00 a day later")
                .isEqualTo(eur("10.00"));
    }

    @Test
    void days_left_empty_with_different_value_stand_against_each_other() {
        Layer layer = layer("11", "21.00");
        layer.lookBack(DAY, List.of(later(1, "0", "10.00"), later(2, "1", "1.00")));
        assertThatThrownBy(() -> layer.take(quantity("10")))
                .isInstanceOf(ErpException.class)
                .hasMessageContaining("on " + DAY.plusDays(1))
                .hasMessageContaining("on " + DAY + " was worth 10.00");
        assertThat(layer.value()).isEqualTo(eur("21.00"));
    }

    @Test
    void booked_in_any_order_every_day_is_worth_what_it_can_be() {
        for (long seed = 0; seed < 300; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Books books = new Books();
            for (int step = 0; step < 40; step++) {
                books.book(random.nextInt(8), random);
                books.check("seed %d step %d".formatted(seed, step));
            }
        }
    }

    /** Ten days of one item; each booking makes a layer of what is there, as the database does. */
    private static final class Books {
        private final BigDecimal[] quantities = zeros();
        private final BigDecimal[] values = zeros();

        void book(int day, RandomGenerator random) {
            Layer layer = layer(sum(quantities, 9).toString(), sum(values, 9).toString());
            List<LaterMoves.Day> later =
                    IntStream.range(day + 1, 10)
                            .mapToObj(i -> later(i, quantities[i].toString(), values[i].toString()))
                            .toList();
            layer.lookBack(DAY.plusDays(day), later);
            BigDecimal least =
                    IntStream.range(day, 10)
                            .mapToObj(i -> sum(quantities, i))
                            .reduce(BigDecimal::min)
                            .orElseThrow();
            if (least.signum() == 0 || random.nextInt(3) == 0) {
                BigDecimal more = BigDecimal.valueOf(1 + random.nextInt(9));
                BigDecimal cost = BigDecimal.valueOf(random.nextInt(2_000), 2);
                layer.put(new Quantity(more), new Money(cost, EUR));
                add(day, more, cost);
                return;
            }
            BigDecimal less =
                    random.nextInt(3) == 0
                            ? least
                            : BigDecimal.valueOf(1 + random.nextInt(least.intValueExact()));
            try {
                add(day, less.negate(), layer.take(new Quantity(less)).amount().negate());
            } catch (ErpException e) {
                assertThat(e.code()).isEqualTo(InventoryError.VALUE_AT_DATE);
            }
        }

        void check(String when) {
            for (int day = 0; day < 10; day++) {
                assertThat(sum(values, day)).as(when).isGreaterThanOrEqualTo(BigDecimal.ZERO);
                if (sum(quantities, day).signum() == 0) {
                    assertThat(sum(values, day)).as(when).isEqualByComparingTo(BigDecimal.ZERO);
                }
            }
        }

        private void add(int day, BigDecimal quantity, BigDecimal value) {
            quantities[day] = quantities[day].add(quantity);
            values[day] = values[day].add(value);
        }

        private static BigDecimal sum(BigDecimal[] amounts, int until) {
            return Arrays.stream(amounts, 0, until + 1).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static BigDecimal[] zeros() {
            return Stream.generate(() -> BigDecimal.ZERO).limit(10).toArray(BigDecimal[]::new);
        }
    }

    private static LaterMoves.Day later(int days, String quantity, String value) {
        return new LaterMoves.Day(
                DAY.plusDays(days),
                BigDecimal.ZERO,
                new BigDecimal(quantity),
                new BigDecimal(value));
    }

    private static final LocalDate DAY = LocalDate.of(2026, 8, 1);

    private static final java.util.Currency EUR = java.util.Currency.getInstance("EUR");

    private static Quantity someOf(Quantity all, RandomGenerator random) {
        long millionths = all.value().movePointRight(6).longValueExact();
        return random.nextInt(4) == 0
                ? all
                : new Quantity(BigDecimal.valueOf(1 + random.nextLong(millionths), 6));
    }

    private static Layer layer(String quantity, String value) {
        return new Layer(new UUID(0, 1), quantity(quantity), eur(value), null);
    }

    private static Quantity quantity(String text) {
        return Quantity.parse(text);
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
