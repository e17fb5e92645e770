package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import canary.rollout.Plan;
import canary.rollout.PlanFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

class PlanTextTest {

    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);
    private static final PlanText.Places PLACES =
            new PlanText.Places(
                    URI.create("http://127.0.0.1:20001"),
                    URI.create("http://127.0.0.1:8080"),
                    "jdbc:mariadb://127.0.0.1:20002/erp_demo",
                    "erp_demo_owner",
                    "release-probe");

    @ParameterizedTest
    @EnumSource(Pace.class)
    void the_agent_reads_the_plan_of_every_pace(Pace pace) {
        Plan plan = plan(pace);
        assertThat(plan.stages()).extracting(Plan.Stage::weight).containsExactly(5, 20, 50, 100);
        assertThat(plan.split(5).stable()).isEqualTo("v1");
        assertThat(plan.split(5).canary()).isEqualTo("v2");
        assertThat(plan.local().probe().password()).isEqualTo("p");
        assertThat(plan.local().database().password()).isEqualTo("d");
    }

    @Test
    void a_fast_release_can_end_within_three_minutes() {
        Plan plan = plan(Pace.FAST);
        Duration least =
                plan.stages().stream()
                        .map(Plan.Stage::watchAtLeast)
                        .reduce(plan.bake(), Duration::plus);
        assertThat(least).isLessThan(THREE_MINUTES.dividedBy(2));
    }

    private static Plan plan(Pace pace) {
        Map<String, String> secrets =
                Map.of(PlanText.PROBE_PASSWORD, "p", PlanText.DATABASE_PASSWORD, "d");
        return PlanFile.parse(PlanText.of("demo-good-1", pace, PLACES), secrets::get);
    }
}
