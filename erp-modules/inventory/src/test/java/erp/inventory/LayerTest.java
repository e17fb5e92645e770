package erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.ErpException;
import erp.core.value.Money;
import erp.core.value.Quantity;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

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

    private static final java.util.Currency EUR = java.util.Currency.getInstance("EUR");

    private static Quantity someOf(Quantity all, RandomGenerator random) {
        long millionths = all.value().movePointRight(6).longValueExact();
        return random.nextInt(4) == 0
                ? all
                : new Quantity(BigDecimal.valueOf(1 + random.nextLong(millionths), 6));
    }

    private static Layer layer(String quantity, String value) {
        return new Layer(new UUID(0, 1), quantity(quantity), eur(value));
    }

    private static Quantity quantity(String text) {
        return Quantity.parse(text);
    }

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
