package canary.counters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class HistoryTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

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
                Snapshot.of(START, 0)
                        .series(List.of(series(100, Map.of("0.1", 50L, "1", 90L, "+Inf", 100L))))
                        .build()
                        .tally(Source.PODS, "v2");
        assertThat(tally.quantile(0.25)).hasValue(0.05);
        assertThat(tally.quantile(0.7)).hasValue(0.55);
        assertThat(tally.quantile(0.95)).hasValue(1);
        assertThat(Tally.NONE.quantile(0.95)).isEmpty();
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
        return Snapshot.of(START.plusSeconds(second), 5)
                .series(List.of(series(10L * second, Map.of())))
                .pods(List.of(new PodState("v2", true, 0)))
                .build();
    }

    private static Series series(long requests, Map<String, Long> buckets) {
        return new Series("v2", "GET", "/a", requests, requests / 10, buckets);
    }
}
