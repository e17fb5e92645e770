package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Budget;
import canary.gates.input.Versions;
import canary.stats.sequential.SignTest;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class SaturationGateTest {

    private static final double ALPHA = 0.01 * Budget.SATURATION;

    private final SimulatedRelease release = new SimulatedRelease(gate(ALPHA));

    private static Gate gate(double alpha) {
        return new SaturationGate(GateInputs.LIMITS.saturation(), new Versions("v1", "v2"), alpha);
    }

    @Test
    void cannot_say_anything_of_versions_that_do_not_show_what_they_use() {
        assertThat(release.withoutUsage().weight(5).tick(10).verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    @Test
    void blames_a_canary_that_costs_twice_the_processor_time_a_request() {
        run(60, 0.004, 0.008);
        Verdict verdict = release.verdict();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .startsWith("v2 uses 8 ms of processor time a request and 0.80 processors, v1 4 ms")
                .contains("chance of this without a real difference below 1 in ");
    }

    @Test
    void finds_it_as_soon_as_a_sign_test_can() {
        SignTest test = new SignTest();
        while (!test.evidence().rejects(ALPHA / 3)) {
            test.observe(true);
        }
        int blocks = test.blocks();
        run(12 + 3 * blocks - 1, 0.004, 0.008);
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
        run(2, 0.004, 0.008);
        assertThat(release.verdict()).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void a_canary_within_the_margin_is_healthy() {
        run(600, 0.004, 0.0059);
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    /** A twentieth of a processor all the time, whatever there is to do. */
    @Test
    void an_idle_canary_with_fixed_costs_is_not_blamed() {
        release.weight(5).tick(10);
        for (int tick = 0; tick < 600; tick++) {
            release.stable().requests(950).cpu(0.5 + 950 * 0.001);
            release.canary().requests(50).cpu(0.5 + 50 * 0.001);
            release.tick(10);
        }
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void blocks_with_few_requests_say_nothing() {
        release.weight(5).tick(10);
        for (int tick = 0; tick < 600; tick++) {
            release.stable().requests(950).cpu(0.95);
            release.canary().requests(10).cpu(5);
            release.tick(10);
        }
        assertThat(release.verdict().sentence()).startsWith("processor time is not compared yet");
    }

    /** A young process compiles: two minutes of two full processors. */
    @Test
    void warming_up_is_no_harm() {
        release.weight(5).tick(10);
        for (int tick = 0; tick < 12; tick++) {
            release.stable().requests(950).cpu(3.8);
            release.canary().requests(50).cpu(20);
            release.tick(10);
        }
        run(600, 0.004, 0.004);
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
        assertThat(release.verdict().sentence()).contains("0 of 200 times beyond the margin");
    }

    @Test
    void blames_a_canary_whose_heap_fills_and_one_that_uses_up_its_pool() {
        release.stable().heap(0.4).pool(0.3);
        release.canary().heap(0.9).pool(0.3);
        run(80, 0.004, 0.004);
        assertThat(release.verdict()).isInstanceOf(Verdict.Harmful.class);
        assertThat(release.verdict().sentence())
                .startsWith("v2 has 90.0 % of the heap alive, v1 40.0 %");
        SimulatedRelease other = new SimulatedRelease(gate(ALPHA)).weight(5).tick(10);
        other.stable().pool(0.3);
        other.canary().pool(0.95);
        for (int tick = 0; tick < 80; tick++) {
            other.tick(10);
        }
        assertThat(other.verdict().sentence())
                .startsWith("v2 has 95.0 % of the connections in use, v1 30.0 %");
    }

    @Test
    void high_use_of_both_versions_alike_is_load_and_no_harm() {
        release.stable().heap(0.88).pool(0.9);
        release.canary().heap(0.9).pool(0.92);
        run(200, 0.004, 0.004);
        assertThat(release.verdict()).isInstanceOf(Verdict.Healthy.class);
    }

    /** The cost of a block's requests wanders by a third, at the margin's edge. */
    @Test
    void healthy_releases_are_blamed_no_more_often_than_allowed() {
        int blamed = 0;
        for (long seed = 0; seed < 1000; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            SimulatedRelease any = new SimulatedRelease(gate(0.15)).weight(5).tick(10);
            for (int tick = 0; tick < 1260; tick += 3) {
                any.stable().requests(300).cpu(300 * 0.1);
                any.canary().requests(300).cpu(300 * 0.15 * Math.exp(0.3 * random.nextGaussian()));
                any.tick(30);
            }
            blamed += any.verdict() instanceof Verdict.Harmful ? 1 : 0;
        }
        assertThat(blamed).as("of 1000 at the margin's edge").isBetween(5, 50);
    }

    private void run(int ticks, double stableCost, double canaryCost) {
        if (release.now().equals(SimulatedRelease.BEGAN)) {
            release.weight(5).tick(10);
        }
        for (int tick = 0; tick < ticks; tick++) {
            release.stable().requests(1000).cpu(1000 * stableCost);
            release.canary().requests(1000).cpu(1000 * canaryCost);
            release.tick(10);
        }
    }
}
