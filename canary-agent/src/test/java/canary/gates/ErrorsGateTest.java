package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ErrorsGateTest {

    private final Gate gate = new ErrorsGate(new Limits.Errors(0.05, 100, Duration.ofMinutes(5)));
    private final Scenes scenes = new Scenes();

    @Test
    void says_how_many_requests_are_missing_and_never_passes_on_too_few() {
        Verdict verdict = gate.judge(scenes.requests("v2", 99, 0, 0).after(1).scene());
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.sentence())
                .isEqualTo("99 of the 100 requests needed to judge (the router)");
        assertThat(gate.judge(new Scenes().scene())).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void is_healthy_up_to_the_limit_and_harmful_above() {
        scenes.requests("v1", 1000, 1, 0);
        assertThat(gate.judge(scenes.requests("v2", 100, 5, 0).after(1).scene()))
                .isInstanceOf(Verdict.Healthy.class);
        Verdict verdict = gate.judge(scenes.requests("v2", 100, 6, 0).after(1).scene());
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "v2 fails 5.5 % of 200 requests, v1 0.1 % of 1000; limit 5.0 % (the"
                                + " router)");
        assertThat(verdict.evidence().figures()).containsEntry("canaryErrors", 11.0);
    }

    @Test
    void sees_faults_that_only_the_router_sees() {
        scenes.requests("v1", 1000, 0, 0).requests("v2", 200, 0, 0);
        Verdict verdict = gate.judge(scenes.meshRequests("v2", 20, 20, 0).after(1).scene());
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void blames_nobody_when_stable_fails_alike() {
        scenes.requests("v1", 1000, 100, 0);
        assertThat(gate.judge(scenes.requests("v2", 200, 24, 0).after(1).scene()))
                .isInstanceOf(Verdict.Shared.class);
    }

    @Test
    void blames_the_canary_that_fails_far_more_than_a_failing_stable() {
        scenes.requests("v1", 1000, 60, 0);
        assertThat(gate.judge(scenes.requests("v2", 200, 100, 0).after(1).scene()))
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void sees_harm_that_began_late_in_a_long_stage() {
        scenes.requests("v1", 100_000, 0, 0).requests("v2", 10_000, 0, 0).after(3600);
        scenes.after(240);
        assertThat(gate.judge(scenes.requests("v2", 200, 20, 0).after(300).scene()))
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void stays_healthy_when_the_recent_past_is_thin() {
        scenes.requests("v2", 10_000, 0, 0).after(3600).after(240);
        assertThat(gate.judge(scenes.requests("v2", 1, 1, 0).after(300).scene()))
                .isInstanceOf(Verdict.Healthy.class);
    }
}
