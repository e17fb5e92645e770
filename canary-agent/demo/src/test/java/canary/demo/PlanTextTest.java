package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import canary.plan.HookPoint;
import canary.plan.Plan;
import canary.plan.Plan.Hold.Action;
import canary.plan.PlanFile;
import canary.trial.TrialPlan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class PlanTextTest {

    // Start, smoke tests and the end take the rest of the two and a half minutes.
    private static final Duration MOST_FOR_STAGES = Duration.ofSeconds(100);
    private static final String WORLD =
            """
            local:
              control: http://127.0.0.1:20001
              metrics: http://127.0.0.1:20003/metrics
              entrance: http://127.0.0.1:8080
            """;

    @ParameterizedTest
    @EnumSource(Pace.class)
    void the_agent_reads_the_plan_of_every_pace(Pace pace) {
        Plan plan = plan(pace);
        assertThat(plan.stages()).extracting(Plan.Stage::weight).containsExactly(5, 20, 50, 100);
        assertThat(plan.split(5).stable()).isEqualTo("v1");
        assertThat(plan.split(5).canary()).isEqualTo("v2");
        assertThat(plan.local().metrics()).isEqualTo(URI.create("http://127.0.0.1:20003/metrics"));
        assertThat(plan.local().probe().password()).isEqualTo("p");
        assertThat(plan.local().database().password()).isEqualTo("d");
    }

    @Test
    void a_good_fast_release_can_end_within_two_and_a_half_minutes() {
        Plan plan = plan(Pace.FAST);
        Duration least =
                plan.stages().stream()
                        .map(Plan.Stage::watchAtLeast)
                        .reduce(plan.bake(), Duration::plus);
        assertThat(least).isLessThan(MOST_FOR_STAGES);
    }

    @ParameterizedTest
    @EnumSource(DemoRelease.class)
    void only_a_release_that_nobody_is_to_blame_for_is_left_as_it_is(DemoRelease release) {
        for (Pace pace : Pace.values()) {
            assertThat(plan(release, pace).hold().action())
                    .isEqualTo(release.code() == 4 ? Action.STAY : Action.ROLLBACK);
        }
    }

    @Test
    void the_database_is_saved_and_migrated_before_the_canary_starts() {
        Plan plan = plan(Pace.FAST);
        assertThat(plan.hook(HookPoint.BACKUP).command())
                .containsExactly(
                        "/home of 'me'/erp", "db", "backup", "--to", "/b: {x}", "--verify");
        assertThat(plan.hook(HookPoint.EXPAND).command())
                .containsExactly("/home of 'me'/erp", "db", "migrate");
        List<String> trial = plan.hook(HookPoint.TRIAL).command();
        assertThat(trial).startsWith("/home of 'me'/erp", "release", "try-schema", "--db");
        assertThat(TrialPlan.words(trial.get(4)))
                .as("a command in one word")
                .containsExactly("env", "ERP_BACKUP_TO=/b: {x}", "/home of 'me'/erp", "db");
        assertThat(plan.hook(HookPoint.REJECT).command())
                .startsWith("/home of 'me'/erp", "db", "reject", "v2");
    }

    private static Plan plan(Pace pace) {
        return plan(DemoRelease.GOOD, pace);
    }

    private static Plan plan(DemoRelease release, Pace pace) {
        Map<String, String> secrets =
                Map.of(PlanText.PROBE_PASSWORD, "p", PlanText.DATABASE_PASSWORD, "d");
        return PlanFile.parse(
                PlanText.of(
                        "demo-good-1",
                        release,
                        pace,
                        PlanText.hooks(
                                Programs.of(Path.of("/home of 'me'"), ".erp"),
                                CanaryBuild.SAME,
                                Path.of("/b: {x}"),
                                "demo-good-1",
                                "release-probe"),
                        WORLD,
                        "jdbc:mariadb://127.0.0.1:20002/erp_demo",
                        "erp_demo_owner",
                        "release-probe"),
                secrets::get);
    }
}
