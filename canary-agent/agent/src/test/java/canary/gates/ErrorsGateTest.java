package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

class ErrorsGateTest {

    private final GateInputs scenes = new GateInputs();
    private final Gate gate = new ErrorsGate(scenes.judges());

    @Test
    void never_passes_on_too_few_and_says_what_would_have_been_seen() {
        assertThat(gate.judge(scenes.input()).sentence())
                .isEqualTo("nothing has been counted twice yet");
        Verdict verdict =
                gate.judge(
                        scenes.requests("v1", 380, 0, 0)
                                .requests("v2", 20, 0, 0)
                                .after(60)
                                .input());
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(verdict.sentence())
                .startsWith("too few requests so far: v2 fails 0 % of 20 requests, v1 0 % of 380; ")
                .endsWith(" would have been seen by now (the router)");
    }

    @Test
    void passes_once_harm_would_have_been_seen() {
        Verdict verdict =
                gate.judge(
                        scenes.requests("v1", 19_000, 19, 0)
                                .requests("v2", 1000, 1, 0)
                                .after(60)
                                .input());
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
        assertThat(verdict.evidence().figures().get("visibleShare")).isLessThan(0.02);
    }

    @Test
    void blames_a_canary_that_fails_far_more_than_stable_though_it_is_below_the_limit() {
        for (int minute = 0; minute < 10; minute++) {
            scenes.requests("v1", 1900, 2, 0).requests("v2", 100, 2, 0).after(60);
        }
        Verdict verdict = gate.judge(scenes.input());
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .contains(
                        "v2 fails 2.0 % of requests",
                        "(20 of 1000), v1 0.11 % (20 of 19000)",
                        ", 20 of the 20 to ",
                        "chance of this without a real difference below 1 in ");
    }

    @Test
    void sees_faults_that_only_the_router_sees() {
        for (int second = 0; second < 20; second++) {
            scenes.requests("v1", 100, 0, 0).requests("v2", 10, 0, 0);
            scenes.meshRequests("v2", 2, 2, 0).after(1);
        }
        Verdict verdict = gate.judge(scenes.input());
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence()).endsWith("(the router); not seen by its pods");
    }

    @Test
    void blames_nobody_when_stable_fails_alike() {
        scenes.requests("v1", 1000, 100, 0);
        assertThat(gate.judge(scenes.requests("v2", 200, 24, 0).after(1).input()))
                .isInstanceOf(Verdict.Shared.class);
    }

    @Test
    void blames_the_canary_that_fails_far_more_than_a_failing_stable() {
        scenes.requests("v1", 1000, 60, 0);
        assertThat(gate.judge(scenes.requests("v2", 200, 100, 0).after(1).input()))
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void sees_harm_that_began_late_in_a_long_stage() {
        for (int minute = 0; minute < 60; minute++) {
            scenes.requests("v1", 2000, 2, 0).requests("v2", 200, 0, 0).after(60);
        }
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Healthy.class);
        for (int second = 0; second < 250; second += 10) {
            scenes.requests("v1", 300, 0, 0).requests("v2", 30, 6, 0).after(10);
        }
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void stays_healthy_when_the_recent_past_is_thin() {
        scenes.requests("v1", 100_000, 0, 0).requests("v2", 10_000, 0, 0).after(3600).after(240);
        assertThat(gate.judge(scenes.requests("v2", 1, 1, 0).after(300).input()))
                .isInstanceOf(Verdict.Healthy.class);
    }
}
