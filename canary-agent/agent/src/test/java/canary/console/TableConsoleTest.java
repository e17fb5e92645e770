package canary.console;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Tally;
import canary.plan.Plans;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Preparation;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class TableConsoleTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void draws_over_what_it_drew_before() {
        TableConsole console = new TableConsole(out);
        console.show(progress(1, new Live.Watching(0, START)));
        int height = (int) text().chars().filter(c -> c == '\n').count();
        bytes.reset();
        console.show(progress(2, new Live.Watching(0, START)));
        assertThat(text())
                .startsWith("\u001b[" + height + "A\r\u001b[J\u001b[?7lrelease")
                .endsWith("\u001b[?7h");
        assertThat(text())
                .contains("release next   v1 -> v2")
                .contains("watching at 5 %   weight asked 5 %, seen 5 %   2s in phase, 2s in all")
                .contains("v2                   20        4   20.00 %     95 ms")
                .contains("errors        harmful    v2 fails");
    }

    @Test
    void never_draws_wider_than_a_terminal() {
        new TableConsole(out).show(progress(1, new Live.Held(0, START, "x".repeat(500), false)));
        assertThat(text().lines())
                .allMatch(line -> line.replaceAll("\u001b\\[\\??\\d*[A-Za-z]", "").length() <= 160);
    }

    @Test
    void lines_say_each_change_once_and_keep_a_heartbeat() {
        LineConsole console = new LineConsole(out);
        for (int second = 0; second < 25; second++) {
            console.show(progress(second, new Live.Watching(0, START)));
        }
        console.end(Outcome.ROLLED_BACK, "errors");
        assertThat(text().lines())
                .containsExactly(
                        "2026-11-24T08:00:00Z watching at 5 % (because)",
                        "2026-11-24T08:00:10Z watching at 5 % | v1 380 requests, 0 errors, p95 - |"
                                + " v2 20 requests, 4 errors, p95 95 ms | errors harmful",
                        "2026-11-24T08:00:20Z watching at 5 % | v1 380 requests, 0 errors, p95 - |"
                                + " v2 20 requests, 4 errors, p95 95 ms | errors harmful",
                        "rolled-back: errors");
    }

    @Test
    void a_phase_that_says_why_is_not_told_twice() {
        Phase paused = new Preparation.Paused(START, "because", false);
        new LineConsole(out).show(progress(1, paused));
        assertThat(text().lines()).containsExactly("2026-11-24T08:00:01Z paused, because");
        bytes.reset();
        new TableConsole(out).show(progress(1, paused));
        assertThat(text()).contains("Z paused, because\n").doesNotContain("(because)");
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Progress progress(int second, Phase phase) {
        return new Progress(
                Plans.quick(),
                phase,
                START,
                START.plusSeconds(second),
                5,
                new Tally(380, 0, Map.of()),
                new Tally(20, 4, Map.of(0.1, 20L, Double.POSITIVE_INFINITY, 20L)),
                List.of(new Finding("errors", new Verdict.Harmful(Evidence.of("v2 fails")))),
                "because");
    }
}
