package canary.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.junit.jupiter.api.Test;

import java.util.function.IntToDoubleFunction;
import java.util.function.LongSupplier;

class RandomCountsTest {
    private static final int MANY = 200_000;

    private final RandomCounts draws = new RandomCounts(7);

    @Test
    void binomial_counts_follow_their_distribution_in_every_branch() {
        assertFollows(() -> draws.binomial(3, 0.2), new BinomialDistribution(3, 0.2)::probability);
        assertFollows(
                () -> draws.binomial(900, 0.001),
                new BinomialDistribution(900, 0.001)::probability);
        assertFollows(
                () -> draws.binomial(40, 0.4), new BinomialDistribution(40, 0.4)::probability);
        assertFollows(
                () -> draws.binomial(3000, 0.01),
                new BinomialDistribution(3000, 0.01)::probability);
        assertFollows(
                () -> draws.binomial(150, 0.85), new BinomialDistribution(150, 0.85)::probability);
        assertFollows(
                () -> draws.binomial(5000, 0.9), new BinomialDistribution(5000, 0.9)::probability);
    }

    @Test
    void poisson_counts_follow_their_distribution_in_every_branch() {
        assertFollows(() -> draws.poisson(0.2), new PoissonDistribution(0.2)::probability);
        assertFollows(() -> draws.poisson(9.5), new PoissonDistribution(9.5)::probability);
        assertFollows(() -> draws.poisson(12), new PoissonDistribution(12)::probability);
        assertFollows(() -> draws.poisson(2500), new PoissonDistribution(2500)::probability);
    }

    @Test
    void certain_and_impossible_outcomes_are_not_left_to_chance() {
        assertThat(draws.binomial(17, 0)).isZero();
        assertThat(draws.binomial(17, 1)).isEqualTo(17);
        assertThat(draws.binomial(0, 0.5)).isZero();
        assertThat(draws.poisson(0)).isZero();
    }

    @Test
    void failures_before_a_success_are_geometric() {
        assertFollows(() -> draws.geometric(1.0 / 3), k -> Math.pow(2.0 / 3, k) / 3);
    }

    @Test
    void every_release_has_a_seed_of_its_own() {
        long first = RandomCounts.seed(1, "healthy", 20, 0);
        assertThat(RandomCounts.seed(1, "healthy", 20, 0)).isEqualTo(first);
        assertThat(RandomCounts.seed(1, "healthy", 20, 1)).isNotEqualTo(first);
        assertThat(RandomCounts.seed(1, "healthy", 2, 0)).isNotEqualTo(first);
        assertThat(RandomCounts.seed(1, "leak", 20, 0)).isNotEqualTo(first);
        assertThat(RandomCounts.seed(2, "healthy", 20, 0)).isNotEqualTo(first);
    }

    /** Pearson's statistic over all values expected at least ten times, within five deviations. */
    private static void assertFollows(LongSupplier draw, IntToDoubleFunction chance) {
        int[] counts = new int[10_000];
        for (int i = 0; i < MANY; i++) {
            counts[(int) draw.getAsLong()]++;
        }
        double statistic = 0;
        int cells = 0;
        double inside = 0;
        for (int k = 0; k < counts.length; k++) {
            double expected = MANY * chance.applyAsDouble(k);
            if (expected >= 10) {
                statistic += (counts[k] - expected) * (counts[k] - expected) / expected;
                inside += counts[k];
                cells++;
            }
        }
        assertThat(inside / MANY).as("within the range of likely values").isGreaterThan(0.99);
        assertThat(statistic)
                .as("chi square of %d values", cells)
                .isCloseTo(cells, within(5 * Math.sqrt(2.0 * cells) + 3));
    }
}
