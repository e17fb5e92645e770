package canary.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class HistoryTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;
    private final History history = new History(Duration.ofSeconds(60));

    @Test
    void counts_what_came_since_a_moment() {
        fill(100);
        assertThat(window(START.plusSeconds(90)).requests()).isEqualTo(90);
        assertThat(window(START.plusSeconds(90)).errors()).isEqualTo(9);
    }

    @Test
    void keeps_the_beginning_of_a_stage_however_long_it_takes() {
        history.mark(START.plusSeconds(40));
        fill(5000);
        assertThat(window(START.plusSeconds(40)).requests()).isEqualTo((4999 - 40) * 10);
        assertThat(history.since(START)).hasSizeLessThan(70);
    }

    @Test
    void interpolates_quantiles_as_prometheus_does() {
        Tally tally =
                new Snapshot(
                                START,
                                0,
                                List.of(series(100, Map.of("0.1", 50L, "1", 90L, "+Inf", 100L))),
                                null,
                                null,
                                null,
                                null)
                        .tally(Source.PODS, "v2");
        assertThat(tally.quantile(0.25)).hasValue(0.05);
        assertThat(tally.quantile(0.7)).hasValue(0.55);
        assertThat(tally.quantile(0.95)).hasValue(1);
        assertThat(Tally.NONE.quantile(0.95)).isEmpty();
    }

    @Test
    void a_recording_gives_back_its_snapshots_and_passes_over_torn_lines() throws Exception {
        Path file = directory.resolve("record.ndjson");
        RecordFile record = new RecordFile(file);
        record.append(snapshot(0));
        Files.writeString(file, "{\"at\":\"2026-11", StandardOpenOption.APPEND);
        new RecordFile(file).append(snapshot(1));
        assertThat(record.readAll()).containsExactly(snapshot(0), snapshot(1));
        assertThat(Files.readString(file).lines().findFirst().orElseThrow())
                .startsWith(
                        "{\"at\":\"2026-11-24T08:00:00Z\",\"weight\":5,"
                                + "\"series\":[{\"version\":\"v2\",\"method\":\"GET\",")
                .contains(
                        "\"users\":[]",
                        "\"pods\":[{\"version\":\"v2\",\"ready\":true,\"restarts\":0}]");
    }

    private void fill(int seconds) {
        for (int i = 0; i < seconds; i++) {
            history.add(snapshot(i));
        }
    }

    private Tally window(Instant since) {
        return history.window(Source.PODS, "v2", since);
    }

    private static Snapshot snapshot(int second) {
        return new Snapshot(
                START.plusSeconds(second),
                5,
                List.of(series(10L * second, Map.of())),
                List.of(),
                List.of(),
                List.of(new PodState("v2", true, 0)),
                Map.of());
    }

    private static Series series(long requests, Map<String, Long> buckets) {
        return new Series("v2", "GET", "/a", requests, requests / 10, buckets);
    }
}
