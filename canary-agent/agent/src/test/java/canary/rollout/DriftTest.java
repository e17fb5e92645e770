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
import java.util.ArrayList;
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

    @Test
    void one_share_again_and_again_is_named_as_a_programs_doing() {
        Drift drift = IN_FORCE;
        List<String> told = new ArrayList<>();
        for (int times = 1; times <= 12; times++) {
            drift = drift.after(PLAN.split(5), ASTRAY, Phases.SINCE);
            told.add(drift.told());
            drift = drift.after(PLAN.split(5), PLAN.split(5), Phases.SINCE);
        }
        assertThat(told)
                .startsWith(
                        "the weight was changed from outside, once by now",
                        "the weight was put back to 33 % for the second time by somebody else, as"
                                + " GitOps does")
                .anyMatch(it -> it.contains("for the third time"))
                .anyMatch(it -> it.contains("for the 11th time"))
                .anyMatch(it -> it.contains("for the 12th time"));
        Drift other = drift.after(PLAN.split(5), PLAN.split(34), Phases.SINCE);
        assertThat(other.told()).isEqualTo("the weight was changed from outside, 13 times by now");
    }

    @Test
    void a_rollback_never_gives_up_and_names_who_puts_the_weight_back() {
        Instant began = Phases.SINCE.minus(PLAN.patience().shift());
        for (int times : new int[] {3, 50}) {
            Drift drift = new Drift(times - 1, true, null, 33);
            Phase verifying = new Rollback.Verifying(began, "errors", began);
            Decision again = decide(verifying, drift, ASTRAY);
            assertThat(again.next()).isEqualTo(new Rollback.Restoring(began, "errors"));
            assertThat(shifts(again)).containsExactly(PLAN.split(0));
            assertThat(again.why())
                    .contains("put back to 33 % for the", "time by somebody else, as GitOps does")
                    .contains("stable is asked for again");
            Drift lasting = new Drift(times, false, began, 33);
            Decision restoring = decide(again.next(), lasting, ASTRAY);
            assertThat(restoring.next()).isEqualTo(again.next());
            assertThat(restoring.why()).contains("as GitOps does");
        }
    }

    @Test
    void stable_is_taken_away_only_once_nobody_is_sent_to_it() {
        Phase promoting = new Promotion.Promoting(Phases.SINCE);
        Decision first = Promotion.begin(PLAN, seen(PLAN.split(100), 1), "passed");
        assertThat(first.acts()).containsExactly(new Act.Shift(PLAN.promoted()));
        assertThat(decide(promoting, Drift.NONE, PLAN.split(100)).acts())
                .containsExactly(new Act.Shift(PLAN.promoted()));
        assertThat(decide(promoting, Drift.NONE, PLAN.promoted()).acts())
                .containsExactly(new Act.Scale("v1", 0));
    }

    @Test
    void whom_somebody_sends_back_to_stable_while_it_is_taken_away_finds_it_there() {
        Drift drift = new Drift(0, true, null, null);
        Phase promoting = new Promotion.Promoting(Phases.SINCE);
        Decision again = Rollout.decide(PLAN, promoting, drift, seen(PLAN.split(0), 0));
        assertThat(again.next()).isEqualTo(promoting);
        assertThat(again.acts())
                .containsExactly(new Act.Shift(PLAN.promoted()), new Act.Scale("v1", 1));
        Drift lasting = new Drift(1, false, Phases.SINCE.minus(PLAN.patience().shift()), null);
        Decision held = Rollout.decide(PLAN, promoting, lasting, seen(PLAN.split(0), 0));
        assertThat(held.next()).isInstanceOf(Live.Held.class);
        assertThat(held.acts()).contains(new Act.Scale("v1", 1));
        assertThat(held.why()).contains("a person must decide who sets the weight");
    }

    @Test
    void a_weight_that_is_put_back_at_once_may_be_a_programs_doing_too() {
        Instant began = Phases.SINCE.minus(PLAN.patience().shift());
        Decision held = decide(new Live.Shifting(0, began), Drift.NONE, PLAN.split(0));
        assertThat(held.next()).isInstanceOf(Live.Held.class);
        assertThat(held.why()).contains("but 0 % at each look", "as GitOps does");
    }

    private static Decision decide(Phase phase, Drift drift, @Nullable Split shown) {
        return Rollout.decide(PLAN, phase, drift, seen(shown, 1));
    }

    private static Observation seen(@Nullable Split shown, int stablePods) {
        return new Observation(
                Phases.SINCE,
                shown,
                new Replicas(stablePods, stablePods),
                new Replicas(1, 1),
                new Verdict.Healthy(Evidence.of("all is well")),
                false,
                List.of(),
                false,
                null,
                null,
                "");
    }

    private static List<Split> shifts(Decision decision) {
        return decision.acts().stream()
                .filter(Act.Shift.class::isInstance)
                .map(act -> ((Act.Shift) act).split())
                .toList();
    }
}
