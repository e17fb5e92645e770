package canary.notices;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.rollout.Preparation;
import canary.rollout.Rollback;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class ReleaseNoticesTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Plan PLAN =
            PlanFile.parse(
                    """
                    release: spring
                    stable: {version: v1}
                    canary: {version: v2}
                    stages: [{weight: 5}, {weight: 100}]
                    """,
                    _ -> null);

    private final ReleaseNotices notices = new ReleaseNotices(PLAN);

    private AlertNotice of(Phase phase) {
        return notices.of(Entry.opening(NOON).goingOn(NOON, phase, "the last word")).orElseThrow();
    }

    private static String told(AlertNotice notice) {
        return "%s %s: %s"
                .formatted(
                        notice.labels().get("severity"),
                        notice.labels().get("alertname"),
                        notice.annotations().get("summary"));
    }

    @Test
    void each_step_has_its_name_its_severity_and_a_line() {
        assertThat(told(notices.of(Entry.opening(NOON)).orElseThrow()))
                .isEqualTo("info ReleaseStarted: Release spring has started");
        assertThat(told(of(new Live.Watching(0, NOON))))
                .isEqualTo("info ReleaseStage: Release spring has reached 5 % on v2");
        assertThat(told(of(new Live.Baking(2, NOON))))
                .isEqualTo("info ReleaseStage: Release spring bakes at 100 % on v2");
        assertThat(told(of(new Live.Held(0, NOON, "both fail", false))))
                .isEqualTo("warning ReleaseHeld: Release spring is held: a person must decide");
        assertThat(told(of(new Rollback.Restoring(NOON, "v2 fails"))))
                .isEqualTo("critical ReleaseRollingBack: Release spring is rolled back");
        assertThat(told(of(new Ended.RolledBack(NOON, "v2 fails", NOON, NOON))))
                .isEqualTo(
                        "critical ReleaseRolledBack: Release spring was rolled back, and it is"
                                + " proven");
        assertThat(told(of(new Ended.RolledBack(NOON, "v2 fails", NOON, null))))
                .endsWith("was rolled back, NOT PROVEN");
        assertThat(told(of(new Ended.Promoted(NOON))))
                .isEqualTo("info ReleasePromoted: Release spring is promoted");
        assertThat(told(of(new Ended.Refused(NOON, "no backup"))))
                .isEqualTo("warning ReleaseRefused: Release spring was refused");
        assertThat(told(of(new Ended.Failed(NOON, "no contract"))))
                .isEqualTo("critical ReleaseFailed: Release spring has failed");
        assertThat(notices.of(Entry.opening(NOON).goingOn(NOON, new Live.Shifting(0, NOON), "")))
                .isEmpty();
    }

    @Test
    void what_a_person_needs_stands_in_it_and_the_version_silences_the_canarys_own_alerts() {
        AlertNotice held = of(new Live.Held(0, NOON, "both fail", false));
        assertThat(held.labels())
                .containsEntry("version", "v2")
                .containsEntry("release", "spring")
                .containsEntry("from", "canary-agent")
                .doesNotContainKey("weight");
        assertThat(held.annotations())
                .containsEntry("description", "both fail")
                .containsEntry("runbook", "ops/runbooks/ReleaseHeld.md");
        assertThat(held.endsAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(of(new Ended.RolledBack(NOON, "v2 fails", NOON, NOON)).annotations())
                .extractingByKey("description")
                .asString()
                .startsWith("v2 fails. Users are safe on v1.");
        assertThat(of(new Live.Watching(1, NOON)).labels()).containsEntry("weight", "100");
    }

    @Test
    void the_end_of_a_hold_has_the_labels_of_its_beginning() {
        AlertNotice over = notices.holdIsOver(NOON);
        assertThat(over.labels()).isEqualTo(of(new Live.Held(0, NOON, "why", false)).labels());
        assertThat(over.labels()).isEqualTo(of(new Preparation.Paused(NOON, "a", true)).labels());
        assertThat(over.endsAt()).isEqualTo(NOON);
    }
}
