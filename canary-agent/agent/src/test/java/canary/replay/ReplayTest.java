package canary.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Outcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

class ReplayTest {
    private static final Plan PLAN =
            PlanFile.parse("{release: r, stable: {version: v1}, canary: {version: v2}}", _ -> null);

    @TempDir private Path folder;

    private Replay.Decision replay(RecordedTraffic traffic) throws IOException {
        return Replay.of(traffic.write(folder), PLAN, false, (_, _, _, _) -> {});
    }

    @Test
    void a_healthy_release_is_promoted_and_says_what_would_have_been_seen() throws IOException {
        Replay.Decision end = replay(new RecordedTraffic(1).run(5, 30).run(20, 30).run(50, 60));
        assertThat(end.outcome()).isEqualTo(Outcome.PROMOTED);
        assertThat(end.evidence().sentence()).contains("would have been seen by now");
    }

    @Test
    void two_percent_of_errors_are_rolled_back_within_minutes_though_counters_begin_anew()
            throws IOException {
        RecordedTraffic traffic = new RecordedTraffic(2);
        traffic.canary().failing = 0.02;
        traffic.run(5, 2);
        traffic.canary().reset();
        Replay.Decision end = replay(traffic.run(5, 28));
        assertThat(end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(end.gate()).isEqualTo("errors");
        assertThat(end.at()).isBefore(Instant.parse("2026-11-24T09:15:00Z"));
    }

    @Test
    void resets_of_a_healthy_canary_are_no_harm() throws IOException {
        RecordedTraffic traffic = new RecordedTraffic(3);
        for (int i = 0; i < 6; i++) {
            traffic.run(5, 5);
            traffic.canary().reset();
        }
        assertThat(replay(traffic).outcome()).isEqualTo(Outcome.PROMOTED);
    }

    @Test
    void slowness_far_below_the_limit_is_rolled_back() throws IOException {
        RecordedTraffic traffic = new RecordedTraffic(4);
        traffic.canary().slower = 1.6;
        Replay.Decision end = replay(traffic.run(5, 30));
        assertThat(end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(end.gate()).isEqualTo("latency");
    }

    @Test
    void an_incident_of_both_is_held_and_not_blamed() throws IOException {
        RecordedTraffic traffic = new RecordedTraffic(5).run(5, 20);
        traffic.canary().failing = 0.08;
        traffic.stable().failing = 0.08;
        Replay.Decision end = replay(traffic.run(5, 10));
        assertThat(end.outcome()).isEqualTo(Outcome.HELD);
        assertThat(end.gate()).isEqualTo("errors");
    }

    @Test
    void a_release_ends_where_the_agent_would_have_held_it() throws IOException {
        RecordedTraffic traffic = new RecordedTraffic(5).run(5, 20);
        traffic.canary().failing = 0.08;
        traffic.stable().failing = 0.08;
        traffic.run(5, 5);
        traffic.canary().failing = 0.001;
        traffic.stable().failing = 0.001;
        Replay.Decision end = replay(traffic.run(5, 60));
        assertThat(end.outcome()).isEqualTo(Outcome.HELD);
        assertThat(end.at()).isBefore(Instant.parse("2026-11-24T09:30:00Z"));
    }

    @Test
    void a_canary_that_is_not_shown_is_held_unmeasured() throws IOException {
        RecordedTraffic traffic = new RecordedTraffic(6);
        traffic.isCanaryShown = false;
        Replay.Decision end = replay(traffic.run(5, 30));
        assertThat(end.outcome()).isEqualTo(Outcome.HELD);
        assertThat(end.gate()).isEqualTo("telemetry");
    }

    @Test
    void counters_that_stand_still_at_the_end_are_held() throws IOException {
        RecordedTraffic traffic = new RecordedTraffic(7).run(5, 20);
        traffic.isAnyoneCalling = false;
        assertThat(replay(traffic.run(5, 10)).outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    void a_wrong_split_and_restarts_are_rolled_back_and_one_restart_is_not() throws IOException {
        RecordedTraffic wrong = new RecordedTraffic(8);
        wrong.share = 0.15;
        assertThat(replay(wrong.run(5, 5)).gate()).isEqualTo("split");
        RecordedTraffic crashed = new RecordedTraffic(8).run(5, 5);
        crashed.restarts = 1;
        assertThat(replay(crashed.run(5, 5)).outcome()).isNotEqualTo(Outcome.ROLLED_BACK);
        crashed.restarts = 3;
        assertThat(replay(crashed.run(5, 1)).gate()).isEqualTo("availability");
    }

    @Test
    void a_stage_that_was_watched_too_briefly_or_saw_too_little_is_held() throws IOException {
        assertThat(replay(new RecordedTraffic(9).run(5, 10)).outcome()).isEqualTo(Outcome.HELD);
        RecordedTraffic thin = new RecordedTraffic(9);
        thin.perSecond = 0.2;
        Replay.Decision end = replay(thin.run(5, 30));
        assertThat(end.outcome()).isEqualTo(Outcome.HELD);
        assertThat(end.evidence().sentence()).contains("too few requests so far");
    }

    @Test
    void what_is_missing_or_impossible_is_named_with_its_line() throws IOException {
        List<String> lines = new RecordedTraffic(10).run(5, 1).lines();
        refuses(lines, 1, "\"weight\":5", "\"x\":5", "line 2: weight is missing");
        refuses(
                lines,
                1,
                "\"weight\":5",
                "\"weight\":105",
                "line 2: weight is a whole number from 0 to 100, not 105");
        refuses(
                lines,
                2,
                "\"route\":\"/api/v1/sales/orders\",",
                "",
                "line 3: series[0].route is missing");
        refuses(
                lines,
                2,
                "\"errors\":",
                "\"errors\":-1,\"z\":",
                "line 3: series[0].errors is a whole number from 0");
        refuses(lines, 0, "T09:00:00Z", "", "line 1: at is a time like");
        refuses(lines, 1, "T09:00:15Z", "T08:00:15Z", "line 2: at is not before the line above");
        refuses(lines, 1, "\"weight\"", "weight", "line 2: is not JSON");
        refuses(lines, 2, "\"good\":", "\"well\":", "line 3: users[0].good is missing");
        String count = "\"weight\":5,\"business\":[{\"version\":\"v2\",\"of\":\"sales order\",";
        refuses(
                lines,
                1,
                "\"weight\":5",
                count + "\"measure\":\"MONEY\",\"total\":1}]",
                "line 2: business[0].measure is one of DOCUMENTS, AMOUNT, ROWS, BYTES, not");
        refuses(
                lines,
                1,
                "\"weight\":5",
                count + "\"measure\":\"AMOUNT\",\"total\":-0.5}]",
                "line 2: business[0].total is a number from 0 to 1e18, not -0.5");
    }

    private void refuses(List<String> lines, int at, String part, String with, String problem)
            throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at).replaceFirst(Pattern.quote(part), with));
        assertThat(changed.get(at)).isNotEqualTo(lines.get(at));
        Path file = Files.write(folder.resolve("bad.ndjson"), changed);
        assertThatThrownBy(() -> Replay.of(file, PLAN, false, (_, _, _, _) -> {}))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_last_line_that_was_cut_short_is_passed_over() throws IOException {
        Path file = new RecordedTraffic(11).run(5, 30).write(folder);
        String text = Files.readString(file);
        Files.writeString(file, text + text.substring(0, 200));
        assertThat(Replay.of(file, PLAN, false, (_, _, _, _) -> {}).outcome())
                .isEqualTo(Outcome.PROMOTED);
    }
}
