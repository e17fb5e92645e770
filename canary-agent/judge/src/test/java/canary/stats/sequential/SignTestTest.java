package canary.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class SignTestTest {

    private static final int BLOCKS = 420;
    private static final int RUNS = 20_000;

    @Test
    void wealth_is_the_mean_over_the_stakes() {
        SignTest test = new SignTest();
        test.observe(true);
        test.observe(false);
        test.observe(true);
        // (1.25 x 0.75 x 1.25 + 1.5 x 0.5 x 1.5 + 1.75 x 0.25 x 1.75 + 1.95 x 0.05 x 1.95) / 4
        assertThat(test.evidence().logE()).isEqualTo(Math.log(0.81315625), within(1e-12));
        assertThat(test.evidence().peakLogE()).isEqualTo(Math.log(1.6125), within(1e-12));
        assertThat(test.blocks()).isEqualTo(3);
        assertThat(test.beyond()).isEqualTo(2);
    }

    @Test
    void wealth_is_not_expected_to_grow_at_a_fair_coin() {
        double sum = 0;
        for (int signs = 0; signs < 1 << 12; signs++) {
            SignTest test = new SignTest();
            for (int block = 0; block < 12; block++) {
                test.observe((signs >> block & 1) == 1);
            }
            sum += Math.exp(test.evidence().logE());
        }
        assertThat(sum / (1 << 12)).isEqualTo(1, within(1e-9));
    }

    @Test
    void a_release_at_the_margin_is_blamed_no_more_often_than_allowed() {
        assertThat(rejected((_, random) -> random.nextDouble() < 0.5, 0.05)).isBetween(0.01, 0.05);
    }

    /** The last block's noise reaches into the next, but never beyond an even chance. */
    @Test
    void moods_that_stay_below_an_even_chance_are_no_harm() {
        Sign moody =
                (last, random) -> random.nextDouble() < (last ? 0.5 : 0.1 + random.nextDouble(0.4));
        assertThat(rejected(moody, 0.05)).isLessThanOrEqualTo(0.05);
    }

    @Test
    void seventy_percent_of_the_blocks_beyond_is_found_within_an_hour_and_a_half() {
        int found = 0;
        for (long seed = 0; seed < 1000; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            SignTest test = new SignTest();
            for (int block = 0; block < 180; block++) {
                test.observe(random.nextDouble() < 0.7);
            }
            found += test.evidence().rejects(1e-4) ? 1 : 0;
        }
        assertThat(found).isGreaterThan(800);
    }

    private interface Sign {
        boolean next(boolean last, RandomGenerator random);
    }

    private static double rejected(Sign sign, double alpha) {
        int rejected = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            SignTest test = new SignTest();
            boolean last = false;
            for (int block = 0; block < BLOCKS; block++) {
                last = sign.next(last, random);
                test.observe(last);
            }
            rejected += test.evidence().rejects(alpha) ? 1 : 0;
        }
        return (double) rejected / RUNS;
    }
}
