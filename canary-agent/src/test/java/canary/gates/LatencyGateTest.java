package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class LatencyGateTest {

    private final Gate gate =
            new LatencyGate(new Limits.Latency(Duration.ofSeconds(1), 100, Duration.ofMinutes(5)));
    private final Scenes scenes = new Scenes();

    @Test
    void never_passes_on_too_few() {
        assertThat(gate.judge(scenes.requests("v2", 99, 0, 0).after(1).scene()).sentence())
                .isEqualTo("99 of the 100 timed requests needed to judge (the router)");
    }

    @Test
    void is_harmful_when_more_than_a_twentieth_is_slow() {
        scenes.requests("v1", 1000, 0, 0);
        assertThat(gate.judge(scenes.requests("v2", 200, 0, 10).after(1).scene()))
                .isInstanceOf(Verdict.Healthy.class);
        Verdict verdict = gate.judge(scenes.requests("v2", 200, 0, 40).after(1).scene());
        assertThat(verdict).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .isEqualTo(
                        "v2 answers 95 % of 400 requests within 6.40 s, v1 within 95 ms; limit 1.00"
                                + " s (the router)");
    }

    @Test
    void sees_slowness_that_only_the_router_sees() {
        scenes.requests("v2", 200, 0, 0);
        assertThat(gate.judge(scenes.meshRequests("v2", 20, 0, 20).after(1).scene()))
                .isInstanceOf(Verdict.Harmful.class);
    }

    @Test
    void blames_nobody_when_both_are_slow() {
        scenes.requests("v1", 1000, 0, 200);
        assertThat(gate.judge(scenes.requests("v2", 200, 0, 40).after(1).scene()))
                .isInstanceOf(Verdict.Shared.class);
    }
}
