package canary.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import canary.stats.Counts;
import canary.stats.Margin;
import canary.stats.PairedCounts;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Golden values: the printed formulas at 50 digits in Python's mpmath 1.3.0, term by term. */
class ErrorTestTest {
    private static final Margin MARGIN = new Margin(1.5, 0.001);
    private static final List<PairedCounts> STAGES =
            List.of(
                    tick(15, 1, 285, 0),
                    tick(14, 0, 290, 1),
                    tick(60, 3, 240, 1),
                    tick(150, 4, 150, 2));

    @Test
    void harm_is_as_computed_with_fifty_digits() {
        assertThat(logE(harm(MARGIN), STAGES)).isEqualTo(1.0987884689855611, within(1e-12));
        assertThat(logE(harm(Margin.NONE), STAGES)).isEqualTo(2.7996147127265593, within(1e-12));
    }

    @Test
    void tilted_weights_are_as_computed_with_fifty_digits() {
        ErrorTest test = ErrorTest.harm(MARGIN, Alternatives.STANDARD.tilted(1));
        assertThat(logE(test, STAGES)).isEqualTo(1.3135775335157201, within(1e-12));
    }

    @Test
    void harm_by_configured_shares_is_as_computed_with_fifty_digits() {
        StratifiedTest test = new StratifiedTest(MARGIN, Alternatives.STANDARD, 1);
        byShare(test, tick(15, 1, 285, 0), 0.05);
        byShare(test, tick(1, 0, 19, 1), 0.05);
        byShare(test, tick(60, 3, 240, 1), 0.2);
        assertThat(test.logAll()).isEqualTo(2.4827111995027328, within(1e-12));
    }

    @Test
    void thousands_of_millions_of_trials_neither_overflow_nor_lose_digits() {
        PairedCounts healthy = tick(1_000_000_000L, 1_000_000L, 19_000_000_000L, 19_000_000L);
        assertThat(logE(harm(MARGIN), List.of(healthy)))
                .isEqualTo(-142507.11610165373, within(1e-4));
        PairedCounts broken = tick(1_000_000_000L, 1_000_000_000L, 19_000_000_000L, 0);
        ErrorTest test = harm(MARGIN);
        assertThat(logE(test, List.of(broken))).isBetween(1e9, 1e10);
    }

    /**
     * The property that everything rests on, by exact sums over all outcomes of a tick: at and
     * below the boundary of the null hypothesis E is not expected to grow, and at the boundary it
     * hardly shrinks.
     */
    @Test
    void harm_is_not_expected_to_grow_while_the_canary_is_within_the_margin() {
        for (Margin margin :
                List.of(Margin.NONE, MARGIN, new Margin(1.2, 0.05), new Margin(3, 0))) {
            for (double stable : new double[] {0, 0.001, 0.01, 0.1, 0.3}) {
                double boundary = margin.ratio() * stable + margin.share();
                assertThat(expectedE(margin, boundary, stable))
                        .as("%s at %s", margin, stable)
                        .isBetween(1 - 6 * boundary, 1 + 1e-12);
                assertThat(expectedE(margin, boundary / 2, stable)).isLessThanOrEqualTo(1 + 1e-12);
                assertThat(expectedE(margin, 0, stable)).isLessThanOrEqualTo(1 + 1e-12);
            }
        }
    }

    @Test
    void it_grows_where_it_should() {
        assertThat(expectedE(MARGIN, 0.3, 0.01)).isGreaterThan(1.5);
    }

    @Test
    void the_order_of_stages_does_not_matter() {
        for (long seed = 1; seed <= 20; seed++) {
            List<PairedCounts> ticks = randomTicks(seed);
            double before = logE(harm(MARGIN), ticks);
            List<PairedCounts> shuffled = new ArrayList<>(ticks);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(logE(harm(MARGIN), shuffled))
                    .as("seed %d", seed)
                    .isEqualTo(before, within(1e-9));
        }
    }

    @Test
    void merging_ticks_of_one_share_changes_nothing() {
        for (long seed = 1; seed <= 20; seed++) {
            StratifiedTest oneByOne = new StratifiedTest(MARGIN, Alternatives.STANDARD, 1);
            StratifiedTest merged = new StratifiedTest(MARGIN, Alternatives.STANDARD, 1);
            PairedCounts sum = new PairedCounts(Counts.NONE, Counts.NONE);
            for (PairedCounts tick : randomTicks(seed)) {
                byShare(oneByOne, tick, 0.2);
                sum = sum.plus(tick);
            }
            byShare(merged, sum, 0.2);
            assertThat(merged.logAll())
                    .as("seed %d", seed)
                    .isEqualTo(oneByOne.logAll(), within(1e-9));
        }
    }

    @Test
    void sparse_ticks_wait_until_each_version_has_three_trials() {
        ErrorTest sparse = harm(MARGIN);
        sparse.observe(tick(1, 1, 10, 0));
        sparse.observe(tick(1, 0, 9, 1));
        assertThat(sparse.logE()).isZero();
        sparse.observe(tick(1, 1, 1, 0));
        assertThat(sparse.logE())
                .isNotZero()
                .isEqualTo(logE(harm(MARGIN), List.of(tick(3, 2, 20, 1))));
    }

    @Test
    void a_block_that_is_closed_early_counts_as_it_is() {
        ErrorTest test = harm(MARGIN);
        test.observe(tick(1, 1, 10, 0));
        test.closeBlock();
        assertThat(test.logE()).isGreaterThan(0.5);
    }

    @Test
    void a_version_alone_says_nothing() {
        ErrorTest test = harm(MARGIN);
        test.observe(tick(1000, 1000, 0, 0));
        test.closeBlock();
        assertThat(test.evidence()).isEqualTo(new EValue(0, 0));
    }

    @Test
    void ticks_without_trials_change_nothing() {
        ErrorTest test = harm(MARGIN);
        STAGES.forEach(test::observe);
        double before = test.logE();
        test.observe(tick(0, 0, 0, 0));
        test.closeBlock();
        assertThat(test.logE()).isEqualTo(before);
    }

    @Test
    void without_errors_it_decays() {
        StratifiedTest test = new StratifiedTest(MARGIN, Alternatives.STANDARD, 1);
        for (int i = 0; i < 299; i++) {
            byShare(test, tick(1, 0, 19, 0), 0.05);
        }
        assertThat(test.logAll()).isNegative();
    }

    @Test
    void the_peak_remembers_a_rejection() {
        ErrorTest test = harm(Margin.NONE);
        test.observe(tick(10, 8, 200, 0));
        double peak = test.logE();
        test.observe(tick(1000, 0, 20000, 100));
        assertThat(test.logE()).isLessThan(peak);
        assertThat(test.evidence().peakLogE()).isEqualTo(peak);
        assertThat(test.evidence().rejects(0.01)).isTrue();
    }

    @Test
    void refuses_what_the_formulas_are_not_defined_for() {
        refuses(() -> new Counts(-1, 0), "trials is at least 0, not -1");
        refuses(() -> new Counts(3, 4), "bad is 0 to trials (3), not 4");
        refuses(() -> new Margin(0, 0), "ratio");
        refuses(() -> new Margin(Double.NaN, 0), "ratio");
        refuses(() -> new Margin(1, 1), "share");
        refuses(() -> Alternatives.logGrid(1, 50, 24), "from is above 1, not 1.0");
        refuses(() -> Alternatives.logGrid(2, 1.5, 24), "to");
        refuses(() -> Alternatives.logGrid(1.1, 50, 0), "points");
        refuses(() -> Alternatives.STANDARD.tilted(-5), "power");
        refuses(() -> harm(MARGIN).evidence().rejects(0), "alpha");
    }

    private static void refuses(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String says) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    /** Sum of P(x) P(y) E(x, y) over all outcomes of 4 canary and 9 stable trials. */
    private static double expectedE(Margin margin, double canary, double stable) {
        double sum = 0;
        for (int x = 0; x <= 4; x++) {
            for (int y = 0; y <= 9; y++) {
                ErrorTest test = harm(margin);
                test.observe(tick(4, x, 9, y));
                sum += binomial(4, x, canary) * binomial(9, y, stable) * Math.exp(test.logE());
            }
        }
        return sum;
    }

    static double binomial(int n, int k, double p) {
        double ways = 1;
        for (int i = 0; i < k; i++) {
            ways = ways * (n - i) / (i + 1);
        }
        return ways * Math.pow(p, k) * Math.pow(1 - p, n - k);
    }

    private static List<PairedCounts> randomTicks(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<PairedCounts> ticks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            long canary = random.nextLong(3, 50);
            long stable = random.nextLong(3, 300);
            ticks.add(
                    tick(
                            canary,
                            random.nextLong(0, Math.min(4, canary)),
                            stable,
                            random.nextLong(0, Math.min(4, stable))));
        }
        return ticks;
    }

    private static double logE(ErrorTest test, List<PairedCounts> ticks) {
        ticks.forEach(test::observe);
        return test.logE();
    }

    private static ErrorTest harm(Margin margin) {
        return ErrorTest.harm(margin, Alternatives.STANDARD);
    }

    /** A tick of one stratum by the share that the canary was given. */
    static void byShare(StratifiedTest test, PairedCounts tick, double share) {
        double[] canaryBad = {tick.canary().bad()};
        double[] stableBad = {tick.stable().bad()};
        test.cell(0, 0, share, 1 - share, (double) tick.canary().trials(), canaryBad, stableBad);
    }

    static PairedCounts tick(long canaryTrials, long canaryBad, long stableTrials, long stableBad) {
        return new PairedCounts(
                new Counts(canaryTrials, canaryBad), new Counts(stableTrials, stableBad));
    }
}
