package canary.report;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class CurvesTest {

    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");

    private final Curves curves = new Curves("v1", "v2");

    @Test
    void what_nobody_read_is_a_gap_and_what_was_counted_meanwhile_is_spread_over_it() {
        look(0, 0, 0);
        look(10, 10, 100);
        look(20, 10, 100);
        look(30, 10, 100);
        look(40, 40, 160);
        List<Curves.Stretch> stretches = curves.stretches();
        assertThat(stretches).extracting(Curves.Stretch::at).hasSize(4);
        assertThat(stretches.get(0).stable()).isEqualTo(new Curves.Answers(10, 0.0, null));
        assertThat(stretches.get(1).stable()).isNull();
        assertThat(stretches.get(2).stable()).isNull();
        assertThat(stretches.get(3).stable())
                .as("60 in 30 s")
                .isEqualTo(new Curves.Answers(2, 0.0, null));
        assertThat(curves.rate(false).points())
                .extracting(TimePlot.Point::value)
                .containsExactly(10.0, 2.0);
    }

    @Test
    void a_version_that_nobody_asks_is_at_zero_and_says_nothing_of_failures() {
        look(0, 0, 0);
        look(10, 10, 100);
        assertThat(curves.stretches().getFirst().canary())
                .isEqualTo(new Curves.Answers(0, null, null));
    }

    @Test
    void a_day_takes_no_more_points_than_an_hour() {
        for (int i = 0; i <= 8640; i++) {
            look(10 * i, 10 * i, 100 * i);
        }
        assertThat(curves.stretches()).hasSizeBetween(100, 240);
        assertThat(curves.stretches())
                .allSatisfy(
                        it ->
                                assertThat(it.stable())
                                        .extracting(Curves.Answers::rate)
                                        .isEqualTo(10.0));
        assertThat(curves.stretches().getLast().at()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    private void look(long second, long readAt, long requests) {
        curves.add(
                Snapshot.of(START.plusSeconds(second), 0)
                        .mesh(List.of(new Series("v1", "GET", "/a", requests, 0, Map.of())))
                        .scrapes(
                                List.of(
                                        new ScrapeStatus(
                                                "mesh", "", START.plusSeconds(readAt), null)))
                        .build());
    }
}
