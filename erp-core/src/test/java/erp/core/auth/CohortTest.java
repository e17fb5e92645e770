package erp.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class CohortTest {

    @Test
    void is_two_digits_and_stays_the_same() {
        UUID user = UUID.fromString("01900000-0000-7000-8000-00000000a001");

        assertThat(Cohort.of(user)).isEqualTo("34").isEqualTo(Cohort.of(user));
    }

    /** Chi-square with 99 degrees of freedom: 148.2 is exceeded once in a thousand seeds. */
    @Test
    void spreads_users_created_within_one_second_evenly() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261124);
        int[] counts = new int[100];
        for (int i = 0; i < 10_000; i++) {
            long time = 1_795_000_000_000L + random.nextInt(1_000);
            UUID user =
                    new UUID(
                            (time << 16) | 0x7000L | random.nextInt(0x1000),
                            (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
            counts[Integer.parseInt(Cohort.of(user))]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 100.0) * (count - 100.0) / 100.0;
        }
        assertThat(chiSquare).as("seed 20261124").isLessThan(148.2);
    }
}
