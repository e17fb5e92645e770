package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

class LatencyGateTest {

    private final GateInputs scenes = new GateInputs();
    private final Gate gate = new LatencyGate(scenes.judges());

    @Test
    void never_passes_on_too_few() {
        assertThat(gate.judge(scenes.requests("v2", 99, 0, 0).after(1).input()).sentence())
                .isEqualTo("99 of the 100 timed requests needed to judge (the router)");
    }

    @Test
    void is_harmful_when_more_than_a_twentieth_is_slow() {
        Verdict verdict = gate.judge(scenes.requests("v2", 400, 0, 50).after(1).input());
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "v2 answers 95 % of 400 requests within 6.40 s, v1 had none; limit 1.00 s"
                                + " (the router)");
    }

    @Test
    void blames_a_canary_that_is_slower_than_stable_below_the_limit() {
        for (int minute = 0; minute < 10; minute++) {
            scenes.requests("v1", 1900, 0, 19).requests("v2", 100, 0, 4).after(60);
        }
        Verdict verdict = gate.judge(scenes.input());
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .startsWith("v2 answers 4.0 % of requests slower than 100 ms, v1 1.0 %")
                .contains("chance of this without a real difference below 1 in ");
    }

    @Test
    void sees_slowness_that_only_the_router_sees() {
        scenes.requests("v2", 200, 0, 0);
        assertThat(gate.judge(scenes.meshRequests("v2", 20, 0, 20).after(1).input()))
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void blames_nobody_when_both_are_slow() {
        scenes.requests("v1", 1000, 0, 200);
        assertThat(gate.judge(scenes.requests("v2", 200, 0, 40).after(1).input()))
                .isInstanceOf(Verdict.Shared.class);
    }
}
