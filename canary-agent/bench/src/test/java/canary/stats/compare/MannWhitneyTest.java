package canary.stats.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Golden values: z by its definition over all pairs, and its crossings over all pairwise
 * differences, in Python (mpmath 1.3.0). Kayenta's own suite, run against this class once by hand,
 * agreed in all six cases to the digits it prints.
 */
class MannWhitneyTest {
    private static final double[] X = {3.1, 4.7, 5.9, 6.2, 7.7, 8.3, 9.4, 10.6};
    private static final double[] Y = {1.2, 2.4, 2.9, 3.8, 4.1, 5.05, 6.6};

    @Test
    void the_interval_is_where_z_crosses_the_quantiles() {
        MannWhitney wide = MannWhitney.of(X, Y, 0.98);
        assertThat(wide.low()).isEqualTo(-0.35, within(1e-4));
        assertThat(wide.high()).isEqualTo(6.5, within(1e-4));
        MannWhitney narrow = MannWhitney.of(X, Y, 0.9);
        assertThat(narrow.low()).isEqualTo(1.1, within(1e-4));
        assertThat(narrow.high()).isEqualTo(5.4, within(1e-4));
    }

    @Test
    void the_estimate_is_between_the_two_middle_differences() {
        assertThat(MannWhitney.of(X, Y, 0.98).estimate()).isBetween(3.3 - 1e-4, 3.5 + 1e-4);
    }

    @Test
    void z_is_corrected_for_continuity_and_ties() {
        assertThat(MannWhitney.z(X, Y, 0))
                .isEqualTo(2.25668649319559418756850649792, within(1e-13));
        assertThat(MannWhitney.z(X, Y, 2.5))
                .isEqualTo(0.520773806122060197131193811829, within(1e-13));
        double[] x = {0, 0, 0, 1, 2, 2, 3};
        double[] y = {0, 0, 0, 0, 0, 1, 1, 2};
        assertThat(MannWhitney.z(x, y, 0))
                .isEqualTo(1.01273936708366661627889543814, within(1e-13));
        assertThat(MannWhitney.z(x, y, 1))
                .isEqualTo(-0.666972968849915677176992770819, within(1e-13));
        assertThat(MannWhitney.z(x, y, 0.5))
                .isEqualTo(-0.0592556828924971530892997789132, within(1e-13));
    }

    @Test
    void values_that_do_not_overlap_give_the_whole_range() {
        double[] tens = {10, 20, 30, 40};
        double[] ones = {1, 2, 3, 4};
        MannWhitney result = MannWhitney.of(tens, ones, 0.95);
        assertThat(result).isEqualTo(new MannWhitney(6, 39, 22.5));
    }

    @Test
    void swapping_the_samples_mirrors_the_interval() {
        for (long seed = 1; seed <= 30; seed++) {
            double[] x = sample(seed, 25);
            double[] y = sample(-seed, 40);
            MannWhitney forth = MannWhitney.of(x, y, 0.98);
            MannWhitney back = MannWhitney.of(y, x, 0.98);
            assertThat(forth.low()).as("seed %d", seed).isEqualTo(-back.high(), within(2e-4));
            assertThat(forth.high()).as("seed %d", seed).isEqualTo(-back.low(), within(2e-4));
        }
    }

    @Test
    void a_sample_against_itself_plus_a_constant_has_that_constant_in_its_interval() {
        for (long seed = 1; seed <= 30; seed++) {
            double[] y = sample(seed, 30);
            double[] x = Arrays.stream(y).map(value -> value + 5).toArray();
            MannWhitney result = MannWhitney.of(x, y, 0.98);
            assertThat(result.estimate()).as("seed %d", seed).isEqualTo(5, within(1e-4));
            assertThat(5.0).isBetween(result.low(), result.high());
        }
    }

    @Test
    void refuses_samples_without_a_rank() {
        assertThatThrownBy(() -> MannWhitney.of(new double[0], Y, 0.98))
                .hasMessageContaining("experiment");
        assertThatThrownBy(() -> MannWhitney.of(X, new double[] {Double.NaN}, 0.98))
                .hasMessageContaining("control");
        assertThatThrownBy(() -> MannWhitney.of(X, Y, 1)).hasMessageContaining("confidence");
        assertThatThrownBy(() -> MannWhitney.of(new double[] {1}, new double[] {1}, 0.98))
                .hasMessageContaining("tied");
    }

    private static double[] sample(long seed, int size) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        return random.doubles(size, 0, 10).toArray();
    }
}
