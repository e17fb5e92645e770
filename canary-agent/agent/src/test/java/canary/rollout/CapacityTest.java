package canary.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import canary.mesh.Split;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Copies: enough of them before a weight moves, and always for the way back. */
class CapacityTest {

    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
    private static final Verdict WELL = new Verdict.Healthy(new Evidence("well", Map.of()));
    private static final Verdict HARM = new Verdict.Harmful(new Evidence("harm", Map.of()));
    private static final Plan PLAN = plan("keep");

    private static Plan plan(String afterPromotion) {
        return PlanFile.parse(
                """
                release: next
                stable: {version: v1, replicas: 4}
                canary: {version: v2, replicas: 1}
                stages:
                  - {weight: 5, watchAtLeast: 1m, watchAtMost: 2m}
                  - {weight: 50, watchAtLeast: 1m, watchAtMost: 2m}
                  - {weight: 100, watchAtLeast: 1m, watchAtMost: 2m}
                patience: {scale: 3m}
                cluster:
                  entrance: http://erp.example.com
                  afterPromotion: %s
                  probe: {username: p, password: s}
                """
                        .formatted(afterPromotion),
                _ -> null);
    }

    @Test
    void a_weight_waits_for_the_copies_that_its_share_of_stables_needs() {
        Phase at = new Live.Watching(0, START);
        Decision waits = decide(PLAN, at, after(1), PLAN.split(5), ready(4), ready(1), WELL);
        assertThat(waits.next()).isEqualTo(at);
        assertThat(waits.acts()).containsExactly(new Act.Scale("v2", 2));
        assertThat(waits.why()).contains("v2 needs 2 ready copies for the next weight");
        Decision goes = decide(PLAN, at, after(1), PLAN.split(5), ready(4), ready(2), WELL);
        assertThat(goes.next()).isInstanceOf(Live.Shifting.class);
    }

    @Test
    void what_an_autoscaler_added_to_stable_counts() {
        Decision waits =
                decide(
                        PLAN,
                        new Live.Watching(0, START),
                        after(1),
                        PLAN.split(5),
                        ready(9),
                        ready(4),
                        WELL);
        assertThat(waits.acts()).containsExactly(new Act.Scale("v2", 5));
    }

    @Test
    void a_canary_that_does_not_get_them_is_held() {
        Phase at = new Live.Watching(0, START);
        assertThat(decide(PLAN, at, after(4), PLAN.split(5), ready(4), ready(1), WELL).next())
                .isEqualTo(at);
        assertThat(decide(PLAN, at, after(5), PLAN.split(5), ready(4), ready(1), WELL).next())
                .isInstanceOf(Live.Held.class);
    }

    @Test
    void stable_is_asked_for_its_copies_while_users_may_have_to_go_back() {
        for (Phase at :
                List.of(
                        new Live.Watching(1, START),
                        new Live.Baking(3, START),
                        new Live.Held(1, START, "why", true))) {
            Split split = at.split(PLAN).orElseThrow();
            assertThat(decide(PLAN, at, after(0), split, ready(3), ready(4), WELL).acts())
                    .contains(new Act.Scale("v1", 4));
            assertThat(decide(PLAN, at, after(0), split, ready(4), ready(4), WELL).acts())
                    .doesNotContain(new Act.Scale("v1", 4));
        }
    }

    @Test
    void a_rollback_moves_users_at_once_and_asks_for_copies_beside() {
        Decision back =
                decide(
                        PLAN,
                        new Live.Watching(1, START),
                        after(0),
                        PLAN.split(50),
                        ready(1),
                        ready(4),
                        HARM);
        assertThat(back.next()).isInstanceOf(Rollback.Restoring.class);
        assertThat(back.acts())
                .startsWith(new Act.Shift(PLAN.split(0)))
                .contains(new Act.Scale("v1", 4));
    }

    @Test
    void stables_copies_are_pinned_before_the_first_user_leaves_it() {
        Decision begins =
                decide(
                        PLAN,
                        new Groundwork.Preflight(START),
                        after(0),
                        PLAN.split(0),
                        ready(4),
                        ready(0),
                        WELL);
        assertThat(begins.acts()).contains(new Act.Scale("v1", 4), new Act.Scale("v2", 1));
    }

    @Test
    void the_old_version_is_deleted_or_kept_as_the_plan_says() {
        assertThat(promoting(plan("delete"))).containsExactly(new Act.Retire("v1"));
        assertThat(promoting(PLAN)).containsExactly(new Act.Scale("v1", 0));
    }

    @Test
    void what_keeps_the_canary_from_being_ready_is_told() {
        Replicas stuck = new Replicas(1, 0, "ImagePullBackOff of erp-system:v2");
        Decision waits =
                decide(
                        PLAN,
                        new Preparation.Deploying(START),
                        after(0),
                        PLAN.split(0),
                        ready(4),
                        stuck,
                        WELL);
        assertThat(waits.why())
                .isEqualTo(
                        "the canary's pods are not all ready: ImagePullBackOff of erp-system:v2");
    }

    private static List<Act> promoting(Plan plan) {
        return decide(
                        plan,
                        new Promotion.Promoting(START),
                        after(0),
                        plan.promoted(),
                        ready(4),
                        ready(4),
                        WELL)
                .acts();
    }

    private static Instant after(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static Replicas ready(int copies) {
        return new Replicas(copies, copies);
    }

    private static Decision decide(
            Plan plan,
            Phase phase,
            Instant now,
            Split split,
            @Nullable Replicas stable,
            @Nullable Replicas canary,
            Verdict verdict) {
        return Rollout.decide(
                plan,
                phase,
                Drift.NONE,
                new Observation(
                        now, split, stable, canary, verdict, false, List.of(), false, null, null,
                        ""));
    }
}
