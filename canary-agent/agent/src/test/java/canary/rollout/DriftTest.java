package canary.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import canary.mesh.Split;
import canary.plan.Plan;
import canary.plan.Plans;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class DriftTest {

    private static final Plan PLAN = Plans.quick("holdPolicy: {after: 1h}");
    private static final Split ASTRAY = PLAN.split(33);
    private static final Drift IN_FORCE = new Drift(0, true, null, null);

    /** All phases in which the mesh must show what was asked of it. */
    static Stream<Phase> phases() {
        return Phases.all().stream()
                .filter(phase -> !(phase instanceof Ended) && phase.split(PLAN).isPresent());
    }

    @ParameterizedTest
    @MethodSource("phases")
    void every_phase_sets_a_changed_weight_again(Phase phase) {
        Decision decision = decide(phase, IN_FORCE, ASTRAY);
        assertThat(decision.drift().times()).isEqualTo(1);
        assertThat(decision.drift().isInForce()).isFalse();
        assertThat(shifts(decision)).containsExactly(decision.next().split(PLAN).orElseThrow());
        assertThat(PLAN.canaryShare(decision.next().split(PLAN).orElseThrow()))
                .isEqualTo(PLAN.canaryShare(phase.split(PLAN).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("phases")
    void one_change_counts_once_however_long_it_takes_to_mend(Phase phase) {
        Drift drift = decide(phase, IN_FORCE, ASTRAY).drift();
        Instant later = Phases.SINCE.plusSeconds(10);
        assertThat(drift.after(PLAN.split(5), ASTRAY, later).times()).isEqualTo(1);
        assertThat(drift.after(PLAN.split(5), null, later)).isEqualTo(drift);
        Drift mended = drift.after(PLAN.split(5), PLAN.split(5), later);
        assertThat(mended.after(PLAN.split(5), ASTRAY, later))
                .isEqualTo(new Drift(2, false, later, drift.putTo()));
    }

    @Test
    void a_weight_that_never_comes_back_is_not_asked_for_for_ever() {
        Instant began = Phases.SINCE.minus(PLAN.patience().shift());
        Drift drift = new Drift(1, false, began, 33);
        Decision baking = decide(new Live.Baking(3, Phases.SINCE), drift, ASTRAY);
        assertThat(baking.next()).isInstanceOf(Live.Held.class);
        Decision held = decide(baking.next(), baking.drift(), ASTRAY);
        assertThat(held.acts()).isEmpty();
        assertThat(held.next()).isEqualTo(baking.next());
        assertThat(held.why()).contains("33 % instead of 100 %; it is left as it is");
        Decision shifting = decide(new Live.Shifting(0, began), drift, ASTRAY);
        assertThat(shifting.why()).contains("once by now", "a person must decide");
    }

    @Test
    void a_weight_that_was_never_in_force_was_changed_by_nobody() {
        Decision decision = decide(new Live.Shifting(1, Phases.SINCE), Drift.NONE, ASTRAY);
        assertThat(decision.drift().times()).isZero();
        assertThat(shifts(decision)).containsExactly(PLAN.split(50));
    }

    @Test
    void another_version_or_routing_is_another_weight() {
        Split byRequest = new Split("v1", "v2", 50, Split.Routing.WEIGHT);
        Decision decision = decide(new Live.Baking(1, Phases.SINCE), IN_FORCE, byRequest);
        assertThat(decision.drift().times()).isEqualTo(1);
        assertThat(decision.why()).contains("routing=WEIGHT");
    }

    @Test
    void nothing_is_called_refused_while_users_are_sent_to_the_canary() {
        Instant began = Phases.SINCE.minus(PLAN.patience().scale());
        Phase withdrawing = new Rollback.Withdrawing(began, "why");
        assertThat(decide(withdrawing, IN_FORCE, ASTRAY).next()).isEqualTo(withdrawing);
        Split ofOthers = new Split("v1", "v0", 0, Split.Routing.COHORT);
        assertThat(decide(withdrawing, IN_FORCE, ofOthers).next())
                .isInstanceOf(Ended.Refused.class);
        assertThat(decide(withdrawing, IN_FORCE, null).next()).isEqualTo(withdrawing);
    }

    private static Decision decide(Phase phase, Drift drift, @Nullable Split shown) {
        Observation seen =
                new Observation(
                        Phases.SINCE,
                        shown,
                        new Replicas(1, 1),
                        new Replicas(1, 1),
                        new Verdict.Healthy(Evidence.of("all is well")),
                        false,
                        List.of(),
                        false,
                        null);
        return Rollout.decide(PLAN, phase, drift, seen);
    }

    private static List<Split> shifts(Decision decision) {
        return decision.acts().stream()
                .filter(Act.Shift.class::isInstance)
                .map(act -> ((Act.Shift) act).split())
                .toList();
    }
}
