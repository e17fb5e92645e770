package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Series;
import canary.counters.Snapshot;
import canary.gates.input.GateInput;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class RefusalsGateTest {
    private final GateInputs scenes = new GateInputs();
    private final Gate gate = new RefusalsGate(scenes.judges());
    private Instant now = GateInputs.BEGAN;

    private Verdict after(long orders, long refused, long stock) {
        now = now.plusSeconds(15);
        scenes.judges()
                .add(
                        Snapshot.of(now, 5)
                                .mesh(
                                        List.of(
                                                series(
                                                        "v1",
                                                        "/api/v1/sales/orders",
                                                        20 * orders,
                                                        0),
                                                series(
                                                        "v2",
                                                        "/api/v1/sales/orders",
                                                        orders,
                                                        refused),
                                                series(
                                                        "v1",
                                                        "/api/v1/inventory/stock",
                                                        20 * stock,
                                                        0),
                                                series("v2", "/api/v1/inventory/stock", stock, 0)))
                                .build());
        return gate.judge(
                new GateInput(
                        now,
                        GateInputs.BEGAN,
                        "v1",
                        "v2",
                        1,
                        scenes.input().history(),
                        List.of(),
                        null,
                        null,
                        null,
                        List.of()));
    }

    private static Series series(String version, String route, long requests, long refused) {
        return new Series(version, "POST", route, requests, 0, Map.of(), Map.of("422", refused));
    }

    @Test
    void names_the_answer_and_the_route_that_it_is_given_on() {
        assertThat(after(100, 0, 100)).isInstanceOf(Verdict.Healthy.class);
        after(110, 0, 110);
        after(115, 5, 115);
        after(120, 10, 120);
        Verdict verdict = after(125, 15, 125);
        assertThat(verdict).as(verdict.sentence()).isInstanceOf(Verdict.Harmful.class);
        assertThat(verdict.sentence())
                .startsWith("v2 answers 422 to")
                .contains("POST /api/v1/sales/orders")
                .contains("chance of this without a real difference below 1 in");
    }
}
