package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.PodState;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class AvailabilityGateTest {

    private final Gate gate =
            new AvailabilityGate(
                    Limits.STANDARD.availability(),
                    Duration.ofSeconds(60),
                    new Versions("v1", "v2"),
                    0.00025);
    private final GateInputs scenes = new GateInputs().followedBy(gate);

    private static PodState pod(String name, int restarts) {
        return new PodState("v2", true, restarts, name, null, null);
    }

    private static PodState ended(String name, int restarts, String reason) {
        return new PodState("v2", true, restarts, name, null, reason);
    }

    @Test
    void is_healthy_while_all_pods_are_ready() {
        assertThat(gate.judge(scenes.after(10).input())).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void one_restart_is_told_and_not_blamed_whenever_it_comes() {
        scenes.after(3000).pods(new PodState("v2", true, 1)).after(15);
        Verdict verdict = gate.judge(scenes.input());
        assertThat(verdict).isInstanceOf(Verdict.Healthy.class);
        assertThat(verdict.sentence())
                .isEqualTo("1 of 1 pods of v2 ready, 1 ended by themselves within 5 min (limit 2)");
    }

    @Test
    void three_restarts_within_five_minutes_are_a_crash_loop() {
        for (int restarts = 1; restarts <= 2; restarts++) {
            scenes.pods(new PodState("v2", true, restarts)).after(60);
            assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Healthy.class);
        }
        scenes.pods(new PodState("v2", true, 3)).after(60);
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void even_a_plan_that_bears_no_restart_does_not_blame_a_single_one() {
        Limits.Availability none =
                new Limits.Availability(0, Duration.ofMinutes(5), Duration.ofSeconds(30));
        Gate strict =
                new AvailabilityGate(
                        none, Duration.ofSeconds(60), new Versions("v1", "v2"), 0.00025);
        scenes.followedBy(strict).pods(new PodState("v2", true, 1)).after(15);
        assertThat(strict.judge(scenes.input())).isInstanceOf(Verdict.Healthy.class);
        scenes.pods(new PodState("v2", true, 2)).after(15);
        assertThat(strict.judge(scenes.input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void three_restarts_in_hours_are_none() {
        for (int restarts = 1; restarts <= 3; restarts++) {
            scenes.pods(new PodState("v2", true, restarts)).after(15).after(3600);
            assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Healthy.class);
        }
    }

    @Test
    void pods_that_are_replaced_under_new_names_are_a_crash_loop_as_well() {
        scenes.pods(pod("a", 0)).after(15);
        for (String name : new String[] {"b", "c", "d"}) {
            assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Healthy.class);
            scenes.pods(pod(name, 0)).after(30);
        }
        scenes.pods(pod("e", 0)).after(30);
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void a_node_that_is_emptied_replaces_each_pod_once() {
        scenes.pods(pod("a", 0), pod("b", 0), pod("c", 0)).after(15);
        scenes.pods(pod("d", 0), pod("b", 0), pod("c", 0)).after(15);
        scenes.pods(pod("d", 0), pod("e", 0), pod("c", 0)).after(15);
        scenes.pods(pod("d", 0), pod("e", 0), pod("f", 0)).after(15);
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void who_is_evicted_did_not_end_by_itself_and_who_ran_out_of_memory_did() {
        scenes.pods(pod("a", 0)).after(15);
        for (int restarts = 1; restarts <= 5; restarts++) {
            scenes.pods(ended("a", restarts, "Evicted")).after(15);
        }
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Healthy.class);
        scenes.pods(ended("a", 6, "OOMKilled")).after(15);
        Verdict once = gate.judge(scenes.input());
        assertThat(once).isInstanceOf(Verdict.Healthy.class);
        assertThat(once.sentence()).contains("1 ended by themselves", "{a=OOMKilled}");
        scenes.pods(ended("a", 8, "OOMKilled")).after(15);
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void a_pod_that_the_cluster_no_longer_starts_at_once_is_harm() {
        scenes.pods(new PodState("v2", false, 1, "a", null, "CrashLoopBackOff")).after(5);
        assertThat(gate.judge(scenes.input())).isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void pods_that_end_every_ten_minutes_are_found_by_stable_that_does_not() {
        assertThat(found(6, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void pods_that_end_as_often_as_stables_are_not_blamed(int anHour) {
        assertThat(found(anHour, anHour)).isFalse();
    }

    /** Whether so many ends an hour are blamed within three hours. */
    private boolean found(int ofCanary, int ofStable) {
        for (int minute = 1; minute <= 180; minute++) {
            scenes.pods(
                            new PodState("v2", true, ofCanary * minute / 60),
                            new PodState("v1", true, ofStable * minute / 60))
                    .after(60);
            if (gate.judge(scenes.input()) instanceof Verdict.Harmful) {
                return true;
            }
        }
        return false;
    }

    @Test
    void an_autoscaler_may_take_pods_away_and_add_slow_ones() {
        scenes.desired(3).pods(pod("a", 0), pod("b", 0), pod("c", 0)).after(15);
        scenes.desired(2).pods(pod("a", 0), pod("b", 0)).after(15).after(60);
        assertThat(gate.judge(scenes.input()).sentence()).startsWith("2 of 2 pods of v2 ready, 0");
        PodState starting = new PodState("v2", false, 0, "d", null, null);
        scenes.desired(4).pods(pod("a", 0), pod("b", 0), starting, starting).after(20);
        assertThat(gate.judge(scenes.input())).isNotInstanceOf(Verdict.Harmful.class);
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
