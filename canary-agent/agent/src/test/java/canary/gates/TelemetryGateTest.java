package canary.gates;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.ScrapeStatus;
import canary.counters.Source;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

class TelemetryGateTest {

    private static final Limits.Telemetry LIMITS = new Limits.Telemetry(Duration.ofSeconds(30));

    private static final Set<Source> SOURCES = EnumSet.allOf(Source.class);

    private final GateInputs scenes =
            new GateInputs().requests("v1", 10, 0, 0).requests("v2", 10, 0, 0);
    private final Gate gate = new TelemetryGate(LIMITS, scenes.judges(), true, SOURCES);

    @Test
    void is_healthy_when_every_source_is_read_and_counts_both_versions() {
        assertThat(judge(0, null)).isInstanceOf(Verdict.Healthy.class);
    }

    @Test
    void forgives_one_missed_scrape_but_not_a_stale_source() {
        assertThat(judge(-30, "connection refused")).isInstanceOf(Verdict.Undecided.class);
        Verdict verdict = judge(-31, "connection refused");
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence()).isEqualTo("v2-0 last read 31 s ago: connection refused");
    }

    @Test
    void is_blind_when_a_source_was_never_read() {
        Verdict verdict =
                gate.judge(
                        scenes.after(1)
                                .scrapes(
                                        scrape("mesh", "", 0, null),
                                        scrape("v1-0", "v1", 0, null),
                                        new ScrapeStatus(
                                                "v2-0",
                                                "v2",
                                                null,
                                                "http_requests_total has no label version"))
                                .input());
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence())
                .contains("never read: http_requests_total has no label version");
    }

    @Test
    void is_blind_when_a_version_is_counted_nowhere() {
        Verdict verdict = judge(new GateInputs().requests("v1", 10, 0, 0));
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence())
                .contains("no series of v2 from its pods", "no series of v2 from the router");
    }

    @Test
    void is_blind_when_the_router_sends_requests_that_the_pods_do_not_count() {
        scenes.after(1).meshRequests("v2", 50, 0, 0).after(40);
        Verdict verdict = judge(scenes);
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence()).contains("the counters of v2 stand still");
    }

    @Test
    void is_blind_when_a_version_is_silent_where_many_requests_are_to_be_expected() {
        scenes.after(60).requests("v1", 2000, 0, 0).after(61);
        Verdict verdict = judge(scenes);
        assertThat(verdict).isInstanceOf(Verdict.Unmeasured.class);
        assertThat(verdict.sentence())
                .contains("no request of v2 is counted where about 106 were to be expected");
    }

    @Test
    void asks_only_for_stable_before_the_canary_runs() {
        GateInputs early = new GateInputs();
        GateInput input =
                early.requests("v1", 10, 0, 0)
                        .after(1)
                        .scrapes(scrape("mesh", "", 0, null), scrape("v1-0", "v1", 0, null))
                        .input();
        assertThat(new TelemetryGate(LIMITS, early.judges(), false, SOURCES).judge(input))
                .isInstanceOf(Verdict.Healthy.class);
        assertThat(gate.judge(input)).isInstanceOf(Verdict.Unmeasured.class);
    }

    private Verdict judge(int canaryReadAt, @Nullable String problem) {
        GateInput now = scenes.after(1).input();
        return gate.judge(
                scenes.scrapes(
                                new ScrapeStatus("mesh", "", now.now(), null),
                                new ScrapeStatus("v1-0", "v1", now.now(), null),
                                new ScrapeStatus(
                                        "v2-0", "v2", now.now().plusSeconds(canaryReadAt), problem))
                        .input());
    }

    private Verdict judge(GateInputs scenes) {
        return gate.judge(
                scenes.after(1)
                        .scrapes(
                                scrape("mesh", "", 0, null),
                                scrape("v1-0", "v1", 0, null),
                                scrape("v2-0", "v2", 0, null))
                        .input());
    }

    private static ScrapeStatus scrape(
            String source, String version, int at, @Nullable String problem) {
        Instant read = GateInputs.BEGAN.plusSeconds(at);
        return new ScrapeStatus(source, version, read, problem);
    }
}
