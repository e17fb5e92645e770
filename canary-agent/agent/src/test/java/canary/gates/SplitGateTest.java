package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

class SplitGateTest {

    private static Verdict verdict(GateInputs scenes) {
        return new SplitGate(scenes.judges()).judge(scenes.input());
    }

    @Test
    void requests_that_reach_the_canary_past_the_router_are_harm() {
        GateInputs scenes = new GateInputs();
        for (int i = 0; i < 10; i++) {
            scenes.requests("v1", 950, 0, 0)
                    .requests("v2", 50, 0, 0)
                    .podRequests("v2", 200)
                    .after(10);
        }
        assertThat(verdict(scenes)).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict(scenes).sentence())
                .contains("answered 2500 requests in this stage, the router sent them 500");
    }

    @Test
    void health_checks_and_load_tests_that_the_router_leaves_out_are_not_astray() {
        GateInputs scenes = new GateInputs();
        for (int i = 0; i < 10; i++) {
            scenes.requests("v1", 950, 0, 0).requests("v2", 50, 0, 0).leftOut("v2", 200).after(10);
        }
        assertThat(verdict(scenes)).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void pods_that_are_counted_later_than_the_router_are_no_harm() {
        GateInputs scenes = new GateInputs();
        scenes.requests("v1", 950, 0, 0).podRequests("v2", 400).after(10);
        assertThat(verdict(scenes)).isNotInstanceOf(Verdict.Harmful.class);
        for (int i = 0; i < 10; i++) {
            scenes.requests("v1", 400, 0, 0).requests("v2", 400, 0, 0).after(10);
            assertThat(verdict(scenes).sentence()).doesNotContain("does not follow");
        }
    }

    @Test
    void smoke_tests_and_warm_up_before_the_first_stage_are_no_stray_traffic() {
        GateInputs scenes = new GateInputs().weight(0).after(10);
        for (int i = 0; i < 10; i++) {
            scenes.requests("v1", 950, 0, 0).podRequests("v2", 200).after(10);
        }
        assertThat(verdict(scenes)).isInstanceOf(Verdict.Healthy.class);
    }
}
