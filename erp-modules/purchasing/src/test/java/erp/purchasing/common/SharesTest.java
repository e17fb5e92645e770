package erp.purchasing.common;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.value.Money;
import erp.core.value.Quantity;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class SharesTest {
    private static final int LINES = 2_000;

    @Test
    void parts_of_any_size_sum_to_the_whole_and_none_is_below_nothing() {
        for (long seed = 0; seed < LINES; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Money whole = eur(random.nextInt(10_000));
            Quantity of = pieces(1 + random.nextInt(50_000));
            Quantity rest = of;
            Money restValue = whole;
            while (rest.isPositive()) {
                Quantity part =
                        pieces(1 + random.nextInt(rest.value().movePointRight(3).intValueExact()));
                Money share = Shares.of(whole, of, restValue, rest, part);
                assertThat(share.isNegative()).as("seed %d", seed).isFalse();
                rest = rest.minus(part);
                restValue = restValue.minus(share);
                assertThat(restValue.isNegative()).as("seed %d", seed).isFalse();
            }
            assertThat(restValue.isZero()).as("seed %d", seed).isTrue();
        }
    }

    private static Money eur(int cents) {
        return Money.of(BigDecimal.valueOf(cents, 2).toPlainString(), "EUR");
    }

    private static Quantity pieces(int thousandths) {
        return new Quantity(BigDecimal.valueOf(thousandths, 3));
    }
}
