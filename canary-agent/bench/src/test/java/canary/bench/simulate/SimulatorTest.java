package canary.bench.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import canary.bench.simulate.Scenario.Truth;
import canary.judge.traffic.Increase;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The simulated traffic is what it claims to be. */
class SimulatorTest {
    private static final int CANARY = Scrapes.CANARY;
    private static final int STABLE = Scrapes.STABLE;

    /** Sums over a release. */
    private static final class Sums {
        final long[] requests = new long[2];
        final long[] errors = new long[2];
        final long[] good = new long[2];
        final long[] bad = new long[2];
        final long[] rare = new long[2];
        final long[] rareErrors = new long[2];

        double share(int version) {
            return (double) errors[version] / requests[version];
        }
    }

    @Test
    void traffic_follows_the_rate_and_the_weights() {
        Sums sums = sums(scenario("healthy"), 20, 6);
        double expected = 6 * 20 * 60 * (0.05 * 30 + 0.2 * 60 + 0.5 * 120);
        assertThat((double) sums.requests[CANARY]).isCloseTo(expected, within(expected * 0.01));
        double all = 6 * 20 * 60 * 210.0;
        assertThat((double) sums.requests[CANARY] + sums.requests[STABLE])
                .isCloseTo(all, within(all * 0.005));
        assertThat((double) sums.rare[STABLE] / sums.requests[STABLE])
                .isCloseTo(0.005, within(0.0003));
    }

    @Test
    void errors_come_at_the_share_of_the_scenario_whatever_their_bursts() {
        for (Roughness roughness :
                List.of(
                        Roughness.NONE,
                        Roughness.BURSTS,
                        Roughness.GEOMETRIC,
                        Roughness.PODS,
                        Roughness.STUBBORN)) {
            Sums sums = sums(scenario("errors-2").with(roughness), 20, 6);
            // who fails twice in a minute fails again only once in the next
            double tolerance = roughness.stubborn() ? 0.002 : 0.001;
            assertThat(sums.share(CANARY)).as("%s", roughness).isCloseTo(0.02, within(tolerance));
            assertThat(sums.share(STABLE)).as("%s", roughness).isCloseTo(0.001, within(0.0002));
        }
    }

    @Test
    void at_low_traffic_the_shares_are_the_same() {
        Sums sums = sums(scenario("errors-20").with(Roughness.BURSTS), 0.2, 200);
        assertThat(sums.share(CANARY)).isCloseTo(0.2, within(0.01));
        double stable = 200 * 0.2 * 60 * (0.95 * 30 + 0.8 * 60 + 0.5 * 120);
        assertThat((double) sums.requests[STABLE]).isCloseTo(stable, within(stable * 0.02));
    }

    @Test
    void bursts_make_errors_as_dispersed_as_their_size_says() {
        assertThat(dispersion(Roughness.NONE)).isCloseTo(1, within(0.1));
        assertThat(dispersion(Roughness.BURSTS)).isCloseTo(3, within(0.25));
        assertThat(dispersion(Roughness.GEOMETRIC)).isCloseTo(5, within(0.5));
    }

    @Test
    void a_user_asks_three_times_a_minute_and_a_burst_is_one_bad_minute() {
        Sums alone = sums(scenario("errors-2"), 20, 6);
        double minutes = alone.good[STABLE] + alone.bad[STABLE];
        assertThat(alone.requests[STABLE] / minutes).isCloseTo(3, within(0.05));
        assertThat(badShare(alone)).isCloseTo(chance(0.02), within(0.003));
        assertThat(badShare(sums(scenario("errors-20"), 20, 2)))
                .isCloseTo(chance(0.2), within(0.01));
        Sums bursts = sums(scenario("healthy-bursts"), 20, 6);
        assertThat((double) bursts.errors[STABLE] / bursts.bad[STABLE]).isCloseTo(3, within(0.1));
    }

    @Test
    void no_more_users_fail_than_requests_however_few_there_are() {
        for (double perSecond : new double[] {0.2, 2}) {
            Simulator simulator = new Simulator(scenario("errors-10"), perSecond);
            for (int i = 0; i < 40; i++) {
                Scrapes scrapes = simulator.begin(i);
                long errors = 0;
                long bad = 0;
                while (simulator.next()) {
                    bad +=
                            scrapes.added(CANARY).badMinutes()
                                    + scrapes.added(CANARY).againMinutes();
                    assertThat(bad).isLessThanOrEqualTo(errors);
                    errors += scrapes.added(CANARY).errors();
                }
                assertThat(bad).isGreaterThan(errors / 2);
            }
        }
        assertThat(badShare(sums(scenario("errors-20"), 0.2, 150)))
                .isCloseTo(chance(0.2), within(0.02));
    }

    @Test
    void who_fails_stubbornly_makes_bad_minutes_that_follow_each_other() {
        assertThat(followUp(Roughness.NONE)).isCloseTo(0, within(0.05));
        assertThat(followUp(Roughness.STUBBORN)).isCloseTo(2.0 / 3, within(0.1));
    }

    @Test
    void many_errors_of_one_user_are_one_bad_minute() {
        Scenario all = new Scenario("all-fail", "", Truth.HARM, _ -> (_, c, _, _) -> c.errors = 1);
        Sums sums = sums(all, 20, 1);
        assertThat(sums.errors[CANARY]).isEqualTo(sums.requests[CANARY]);
        assertThat(sums.bad[CANARY]).isPositive();
        assertThat(sums.good[CANARY]).isZero();
    }

    @Test
    void minutes_are_counted_in_the_scrape_after_they_are_over() {
        Simulator simulator = new Simulator(scenario("healthy"), 20);
        Scrapes scrapes = simulator.begin(3);
        for (int tick = 0; tick < 12; tick++) {
            simulator.next();
            Increase stable = scrapes.added(STABLE);
            assertThat(stable.goodMinutes() > 0)
                    .as("tick %d", tick)
                    .isEqualTo(tick % 4 == 0 && tick > 0);
        }
    }

    @Test
    void times_have_the_quantiles_of_the_mix_and_slow_down_as_told() {
        Scrapes healthy = whole(scenario("healthy"), 20);
        assertThat(healthy.quantile(STABLE, 0, 840, 0.5)).isCloseTo(0.040, within(0.002));
        assertThat(healthy.quantile(STABLE, 0, 840, 0.87)).isCloseTo(0.1, within(0.01));
        Scrapes slower = whole(scenario("slower-30"), 200);
        assertThat(slower.quantile(CANARY, 0, 840, 0.5)).isCloseTo(0.052, within(0.003));
        Scrapes tail = whole(scenario("slow-tail"), 20);
        double ratio = tail.quantile(CANARY, 0, 840, 0.99) / healthy.quantile(CANARY, 0, 840, 0.99);
        assertThat(ratio).isGreaterThan(1.5);
        assertThat(tail.quantile(CANARY, 0, 840, 0.5)).isCloseTo(0.041, within(0.002));
    }

    @Test
    void noise_of_three_pods_moves_the_versions_median_by_its_deviation_over_root_three() {
        assertThat(spreadOfMedians(Roughness.NONE)).isLessThan(0.02);
        double expected = 0.1 / Math.sqrt(3);
        assertThat(spreadOfMedians(Roughness.ROUGH_PODS)).isCloseTo(expected, within(0.02));
    }

    @Test
    void only_the_rare_route_dies() {
        Sums sums = sums(scenario("dead-route"), 20, 3);
        assertThat(sums.rareErrors[CANARY]).isEqualTo(sums.rare[CANARY]).isPositive();
        assertThat(sums.share(CANARY)).isCloseTo(0.006, within(0.0005));
        assertThat(sums.rareErrors[STABLE]).isLessThan(sums.rare[STABLE] / 10);
    }

    @Test
    void the_load_of_a_day_grows_tenfold() {
        Scrapes day = whole(scenario("time-of-day"), 20);
        double first = day.requests(STABLE, 0, 20) / 0.95;
        double last = day.requests(STABLE, 820, 840) / 0.5;
        assertThat(last / first).isBetween(7.5, 10.0);
        assertThat(day.quantile(STABLE, 700, 840, 0.5)).isCloseTo(0.056, within(0.003));
    }

    @Test
    void the_same_seed_draws_the_same_release_and_the_object_forgets_the_one_before() {
        Simulator simulator = new Simulator(scenario("healthy-all"), 2);
        String first = trace(simulator, 11);
        String other = trace(simulator, 12);
        assertThat(trace(simulator, 11)).isEqualTo(first);
        assertThat(trace(new Simulator(scenario("healthy-all"), 2), 11)).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void what_cannot_be_seen_adds_nothing() {
        Sums missing = sums(scenario("no-series"), 20, 1);
        assertThat(missing.requests[CANARY]).isZero();
        assertThat(missing.good[CANARY]).isZero();
        assertThat(missing.requests[STABLE]).isPositive();
        Scrapes dead = whole(scenario("scrapes-dead"), 20);
        assertThat(dead.samples(CANARY, 60)).isZero();
        assertThat(dead.up(839)).isEqualTo(Scrapes.UP_UNKNOWN);
        Scrapes frozen = whole(scenario("frozen"), 20);
        assertThat(frozen.samples(CANARY, 60)).isEqualTo(60);
        assertThat(frozen.requests(STABLE, 780, 840)).isZero();
        assertThat(frozen.requests(STABLE, 0, 20)).isPositive();
    }

    @Test
    void crashing_pods_restart_and_stay_down_longer_each_time() {
        Simulator simulator = new Simulator(scenario("crash-loop"), 20);
        Scrapes scrapes = simulator.begin(5);
        int down = 0;
        int late = 0;
        while (simulator.next()) {
            int up = Integer.bitCount(scrapes.up(scrapes.tick()));
            down += scrapes.tick() < 40 ? Condition.PODS - up : 0;
            late += scrapes.tick() >= 800 ? Condition.PODS - up : 0;
        }
        assertThat(scrapes.restarts()).isGreaterThan(3 * 20);
        assertThat(down).isBetween(30, 90);
        assertThat(late).isGreaterThan(down);
    }

    @Test
    void real_shares_can_differ_from_the_weights() {
        Scrapes split = whole(scenario("split"), 20);
        double canary = split.requests(CANARY, 0, 120);
        assertThat(canary / (canary + split.requests(STABLE, 0, 120)))
                .isCloseTo(0.15, within(0.01));
        double[] shares = new double[40];
        Simulator few = new Simulator(scenario("healthy-few-users"), 2);
        for (int i = 0; i < shares.length; i++) {
            Scrapes scrapes = few.begin(i);
            while (few.next() && scrapes.tick() < 119) {}
            double c = scrapes.requests(CANARY, 0, 120);
            shares[i] = c / (c + scrapes.requests(STABLE, 0, 120));
        }
        assertThat(java.util.Arrays.stream(shares).average().orElseThrow())
                .isCloseTo(0.05, within(0.012));
        assertThat(java.util.Arrays.stream(shares).max().orElseThrow()).isGreaterThan(0.08);
    }

    private static Scenario scenario(String name) {
        return Scenarios.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Scrapes whole(Scenario scenario, double perSecond) {
        Simulator simulator = new Simulator(scenario, perSecond);
        Scrapes scrapes = simulator.begin(99);
        while (simulator.next()) {}
        return scrapes;
    }

    private static Sums sums(Scenario scenario, double perSecond, int releases) {
        Sums sums = new Sums();
        Simulator simulator = new Simulator(scenario, perSecond);
        for (int i = 0; i < releases; i++) {
            Scrapes scrapes = simulator.begin(1000 + i);
            while (simulator.next()) {
                for (int version : new int[] {CANARY, STABLE}) {
                    Increase added = scrapes.added(version);
                    sums.requests[version] += added.requests();
                    sums.errors[version] += added.errors();
                    sums.good[version] += added.goodMinutes();
                    sums.bad[version] += added.badMinutes() + added.againMinutes();
                    sums.rare[version] += added.requests(Mix.RARE);
                    sums.rareErrors[version] += added.errors(Mix.RARE);
                }
            }
        }
        return sums;
    }

    /** Correlation of stable's bad minutes with those of the minute after, in the last stage. */
    private static double followUp(Roughness roughness) {
        Simulator simulator = new Simulator(scenario("healthy").with(roughness), 20);
        double product = 0;
        double sum = 0;
        double squares = 0;
        int minutes = 0;
        for (int i = 0; i < 20; i++) {
            Scrapes scrapes = simulator.begin(700 + i);
            long before = -1;
            while (simulator.next()) {
                if (scrapes.weight() < 50 || scrapes.tick() % 4 != 0) {
                    continue;
                }
                long bad =
                        scrapes.added(STABLE).badMinutes() + scrapes.added(STABLE).againMinutes();
                if (before >= 0) {
                    product += (double) before * bad;
                    sum += bad;
                    squares += (double) bad * bad;
                    minutes++;
                }
                before = bad;
            }
        }
        double mean = sum / minutes;
        return (product / minutes - mean * mean) / (squares / minutes - mean * mean);
    }

    /** Standard deviation of the logarithm of stable's median from tick to tick. */
    private static double spreadOfMedians(Roughness roughness) {
        Scrapes scrapes = whole(scenario("healthy").with(roughness), 200);
        double sum = 0;
        double squares = 0;
        for (int tick = 0; tick < 840; tick++) {
            double log = Math.log(scrapes.quantile(STABLE, tick, tick + 1, 0.5));
            sum += log;
            squares += log * log;
        }
        return Math.sqrt(squares / 840 - sum / 840 * (sum / 840));
    }

    /** Variance over mean of stable's errors in a tick of the last stage. */
    private static double dispersion(Roughness roughness) {
        Simulator simulator = new Simulator(scenario("healthy").with(roughness), 20);
        double sum = 0;
        double squares = 0;
        int ticks = 0;
        for (int i = 0; i < 25; i++) {
            Scrapes scrapes = simulator.begin(500 + i);
            while (simulator.next()) {
                if (scrapes.weight() == 50) {
                    double errors = scrapes.added(STABLE).errors();
                    sum += errors;
                    squares += errors * errors;
                    ticks++;
                }
            }
        }
        double mean = sum / ticks;
        return (squares / ticks - mean * mean) / mean;
    }

    private static double badShare(Sums sums) {
        return sums.bad[CANARY] / ((double) sums.good[CANARY] + sums.bad[CANARY]);
    }

    /** That one of R = 1 + Poisson(2) requests fails: 1 - E[(1 - p)^R]. */
    private static double chance(double p) {
        return 1 - (1 - p) * Math.exp(-2 * p);
    }

    private static String trace(Simulator simulator, long seed) {
        StringBuilder trace = new StringBuilder();
        Scrapes scrapes = simulator.begin(seed);
        while (simulator.next()) {
            Increase canary = scrapes.added(CANARY);
            trace.append(canary.requests()).append(' ').append(canary.errors()).append(' ');
            trace.append(canary.goodMinutes()).append(' ');
            trace.append(scrapes.quantile(STABLE, scrapes.tick(), scrapes.tick() + 1, 0.9));
        }
        return trace.append(simulator.exposedUsers()).toString();
    }
}
