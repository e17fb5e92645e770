package erp.sales.orders;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.value.Money;
import erp.core.value.Quantity;
import erp.core.value.UnitPrice;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class PricingTest {
    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void parts_of_a_line_sum_to_the_price_of_the_whole() {
        for (long seed = 0; seed < 500; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            UnitPrice price = new UnitPrice(BigDecimal.valueOf(random.nextLong(10_000_000), 6));
            Quantity at = Quantity.ZERO;
            Money sum = Money.zero(EUR);
            for (int part = 0; part < 20; part++) {
                Quantity next =
                        at.plus(new Quantity(BigDecimal.valueOf(random.nextLong(3_000_000), 6)));
                Money net = Pricing.part(price, at, next, EUR);
                assertThat(net.isNegative()).as("seed %d", seed).isFalse();
                sum = sum.plus(net);
                at = next;
            }
            assertThat(sum).as("seed %d", seed).isEqualTo(price.times(at, EUR));
        }
    }

    @Test
    void three_thirds_of_a_cent_and_a_half_are_a_cent_and_a_half() {
        UnitPrice price = UnitPrice.parse("0.005");
        assertThat(Pricing.part(price, Quantity.of(0), Quantity.of(1), EUR))
                .isEqualTo(Money.of("0.01", "EUR"));
        assertThat(Pricing.part(price, Quantity.of(1), Quantity.of(2), EUR))
                .isEqualTo(Money.of("0.00", "EUR"));
    }
}
