package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.gates.input.Budget;
import canary.gates.input.Versions;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class FeedbackGateTest {

    private static final double ALPHA = 0.01 * Budget.FEEDBACK;

    private final SimulatedRelease release = new SimulatedRelease(gate(ALPHA));

    private static Gate gate(double alpha) {
        return new FeedbackGate(GateInputs.LIMITS.feedback(), new Versions("v1", "v2"), alpha);
    }

    @Test
    void silence_is_no_praise_where_nobody_could_be_heard() {
        Verdict verdict = release.withoutUsers().withoutFeedback().weight(5).tick(10).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
    }

    @Test
    void silence_is_healthy_where_complaints_could_be_heard() {
        release.withoutFeedback().weight(5).tick(10).canary().minutes(40);
        Verdict verdict = release.tick(10).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
        assertThat(verdict.sentence())
                .isEqualTo("nobody has complained in 40 minutes of users with v2 and 0 with v1");
    }

    @Test
    void blames_a_canary_that_users_complain_of() {
        release.weight(5).tick(10);
        for (int minute = 0; minute < 10; minute++) {
            release.stable().minutes(190).complaints(minute % 5 == 0 ? 1 : 0);
            release.canary().minutes(10).complaints(1);
            release.tick(60);
        }
        Verdict verdict = release.verdict();
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .startsWith("10 complaints in 100 minutes of users with v2, 2 in 1,900 with v1")
                .contains("chance of this without a real difference below 1 in ");
    }

    /** Minutes are counted when they are over: complaints come before them. */
    @Test
    void complaints_that_come_before_their_minutes_are_not_lost() {
        release.weight(5).tick(10);
        for (int minute = 0; minute < 10; minute++) {
            release.canary().complaints(2);
            release.tick(30);
            release.stable().minutes(190);
            release.canary().minutes(10);
            release.tick(30);
        }
        assertThat(release.verdict()).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void what_users_praise_is_no_complaint() {
        release.weight(5).tick(10).canary().minutes(100);
        assertThat(release.tick(60).verdict().evidence().figures())
                .containsEntry("canaryComplaints", 0.0);
    }

    @Test
    void healthy_releases_are_blamed_no_more_often_than_allowed() {
        int blamed = 0;
        for (long seed = 0; seed < 1000; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            SimulatedRelease any = new SimulatedRelease(gate(0.05)).weight(5).tick(10);
            for (int minute = 0; minute < 200; minute++) {
                add(any.stable(), 95, 0.004, random);
                add(any.canary(), 5, 0.004 * 1.5 + 0.001, random);
                any.tick(60);
            }
            blamed += any.verdict() instanceof Verdict.Harmful ? 1 : 0;
        }
        assertThat(blamed).as("of 1000 at the margin's edge").isBetween(1, 50);
    }

    private static void add(
            SimulatedRelease.Version version, int minutes, double share, RandomGenerator random) {
        version.minutes(minutes);
        for (int i = 0; i < minutes; i++) {
            version.complaints(random.nextDouble() < share ? 1 : 0);
        }
    }
}
