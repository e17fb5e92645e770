package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.PodState;
import canary.gates.input.Limits;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class AvailabilityGateTest {

    private final Gate gate =
            new AvailabilityGate(
                    new Limits.Availability(1, Duration.ofSeconds(30)), Duration.ofSeconds(60));
    private final GateInputs scenes = new GateInputs();

    @Test
    void is_healthy_while_all_pods_are_ready() {
        assertThat(gate.judge(scenes.after(10).input())).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void is_harmful_when_restarts_pass_the_limit() {
        assertThat(gate.judge(scenes.pods(new PodState("v2", true, 1)).after(1).input()))
                .isInstanceOf(Verdict.Healthy.class);
        assertThat(gate.judge(scenes.pods(new PodState("v2", true, 2)).after(1).input()).sentence())
                .isEqualTo("1 of 1 pods of v2 ready, 2 restarts in this stage (limit 1)");
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void is_undecided_for_a_while_and_then_harmful_when_a_pod_is_not_ready() {
        scenes.pods(new PodState("v2", false, 0)).after(1);
        assertThat(gate.judge(scenes.after(29).input())).isInstanceOf(Verdict.Undecided.class);
        assertThat(gate.judge(scenes.after(1).input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void is_harmful_when_pods_are_gone() {
        scenes.pods().after(1);
        assertThat(gate.judge(scenes.after(30).input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void forgets_a_short_pause() {
        scenes.pods(new PodState("v2", false, 0)).after(20);
        scenes.pods(new PodState("v2", true, 0)).after(1);
        scenes.pods(new PodState("v2", false, 0)).after(20);
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void is_unmeasured_when_the_cluster_does_not_answer() {
        assertThat(gate.judge(scenes.clusterIsSilent().after(61).input()))
                .isInstanceOf(Verdict.Unmeasured.class);
    }
}
