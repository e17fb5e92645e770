package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Budget;
import canary.gates.input.Versions;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class DatabaseGateTest {

    private static final double ALPHA = 0.01 * Budget.DATABASE;
    private static final int EACH = 6;

    private final SimulatedRelease release = new SimulatedRelease(gate(ALPHA));

    private static Gate gate(double alpha) {
        return new DatabaseGate(GateInputs.LIMITS.database(), new Versions("v1", "v2"), alpha);
    }

    @Test
    void cannot_say_anything_of_versions_that_do_not_show_their_statements() {
        Verdict verdict = release.withoutDatabase().weight(5).tick(10).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence()).isEqualTo("v2 does not show what it asks of its database");
    }

    @Test
    void never_passes_on_too_few_statements() {
        release.weight(5).tick(10).canary().queries(99, 0.001);
        Verdict verdict = release.tick(10).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.sentence()).isEqualTo("99 of the 100 statements of v2 needed to judge");
    }

    @Test
    void is_healthy_where_statements_take_equally_long() {
        steady(60, 0.001, 0.001);
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
        assertThat(release.verdict().evidence().figures())
                .containsKeys("canaryStatements", "stableStatements", "canaryWaitSeconds");
    }

    @Test
    void blames_a_canary_whose_statements_take_longer() {
        steady(60, 0.001, 0.05);
        Verdict verdict = release.verdict();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .startsWith("v2 takes longer than 5 ms for 100.0 % of ")
                .contains("v1 for 0 % of ", "chance of this without a real difference below 1 in ");
    }

    @Test
    void does_not_compare_what_a_cold_canary_does() {
        release.weight(5).tick(10);
        for (int tick = 0; tick < 3; tick++) {
            release.stable().requests(100).queries(600, 0.001).acquires(100, 0.0001);
            release.canary().requests(50).queries(300, 0.05).acquires(50, 0.0001);
            release.tick(10);
        }
        steady(30, 0.001, 0.001);
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void blames_a_canary_whose_pool_is_exhausted_and_nobody_where_both_are() {
        release.weight(5).tick(10).canary().timeouts(11);
        Verdict verdict = release.tick(10).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .isEqualTo("11 callers of v2 found no connection, 0 of v1; limit 10");
        release.stable().timeouts(11);
        assertThat(release.tick(10).verdict()).isInstanceOf(Verdict.Shared.class);
    }

    @Test
    void blames_a_canary_whose_transactions_fail_more_often() {
        release.weight(5).tick(10);
        for (int tick = 0; tick < 60; tick++) {
            release.stable().acquires(200, 0.0001).retries(1);
            release.canary().acquires(20, 0.0001).retries(1).queries(60, 0.001);
            release.tick(10);
        }
        Verdict verdict = release.verdict();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .contains(" transactions of v2 failed at the database", " of v1; chance");
    }

    @Test
    void blames_a_canary_whose_callers_wait_for_connections() {
        release.weight(5).tick(10);
        for (int tick = 0; tick < 100; tick++) {
            release.stable().acquires(100, 0.001).queries(600, 0.001);
            release.canary().acquires(10, 0.03).queries(60, 0.001);
            release.tick(10);
        }
        Verdict verdict = release.verdict();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence()).startsWith("v2 waits 30 ms for a connection, v1 1 ms,");
    }

    @Test
    void a_wait_that_nobody_notices_is_no_harm_however_often_stables_it_is() {
        release.weight(5).tick(10);
        for (int tick = 0; tick < 200; tick++) {
            release.stable().acquires(100, 0.0001).queries(600, 0.001);
            release.canary().acquires(10, 0.015).queries(60, 0.001);
            release.tick(10);
        }
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    /**
     * All statements of a request are slow together, which is the worst case; the canary is at the
     * margin's edge of stable, or the same.
     */
    @Test
    void healthy_releases_are_blamed_no_more_often_than_allowed() {
        int atTheEdge = 0;
        int same = 0;
        for (long seed = 0; seed < 400; seed++) {
            atTheEdge += isBlamed(seed, 0.01 * 1.3 + 0.005, 0.05) ? 1 : 0;
            same += isBlamed(seed, 0.01, 0.05) ? 1 : 0;
        }
        assertThat(atTheEdge).as("of 400 at the margin's edge").isLessThanOrEqualTo(20);
        assertThat(same).as("of 400 that do not differ").isLessThanOrEqualTo(2);
    }

    private static boolean isBlamed(long seed, double slowOfCanary, double alpha) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        SimulatedRelease release = new SimulatedRelease(gate(alpha)).weight(5).tick(10);
        for (int tick = 0; tick < 360; tick++) {
            if (tick == 180) {
                release.weight(50);
            }
            add(release.stable(), tick < 180 ? 190 : 100, 0.01, random);
            add(release.canary(), tick < 180 ? 10 : 100, slowOfCanary, random);
            release.tick(10);
        }
        return release.verdict() instanceof Verdict.Harmful;
    }

    private static void add(
            SimulatedRelease.Version version, int requests, double slow, RandomGenerator random) {
        for (int i = 0; i < requests; i++) {
            version.requests(1).queries(EACH, random.nextDouble() < slow ? 0.05 : 0.001);
        }
        version.acquires(requests, 0.0001);
    }

    private void steady(int ticks, double stableSeconds, double canarySeconds) {
        release.weight(5).tick(10);
        for (int tick = 0; tick < ticks; tick++) {
            release.stable().requests(100).queries(600, stableSeconds).acquires(100, 0.0001);
            release.canary().requests(10).queries(60, canarySeconds).acquires(10, 0.0001);
            release.tick(10);
        }
    }
}
