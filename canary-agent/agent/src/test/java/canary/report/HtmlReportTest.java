package canary.report;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Series;
import canary.counters.Snapshot;
import canary.journal.Entry;
import canary.metrics.RecordFile;
import canary.plan.Plan;
import canary.plan.Plans;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class HtmlReportTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final Plan plan = Plans.quick();
    private final List<Entry> entries = List.of(Entry.opening(START));
    @TempDir Path directory;

    @Test
    void says_what_the_markdown_says_with_the_pictures_before_the_details() {
        record(30);
        ReportFiles.Written texts = new ReportFiles(plan, directory, null, null).texts(entries);
        assertThat(texts.html())
                .contains("<h1>Release next: UNDER WAY</h1>")
                .contains("<th>users</th>");
        assertThat(texts.html().indexOf("Who was exposed"))
                .isPositive()
                .isLessThan(texts.html().indexOf("In pictures"));
        assertThat(texts.html().indexOf("In pictures"))
                .isLessThan(texts.html().indexOf("<h2>Timeline"));
    }

    @Test
    void needs_nothing_but_itself_and_runs_nothing() {
        record(30);
        String html = new ReportFiles(plan, directory, null, null).texts(entries).html();
        assertThat(html).doesNotContain("<script", "src=", "url(", "@import", "http:", "https:");
    }

    @Test
    void what_others_have_written_stays_text() {
        String html =
                HtmlReport.of(
                        "n<x>",
                        "# Release\n\n"
                                + "**Why:** <script>alert(1)</script> [a](javascript:alert(1))\n");
        assertThat(html)
                .contains("<title>Release n&lt;x&gt;</title>")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>", "href=\"javascript");
    }

    /** v1 answers 20 a second, a tenth of a second each; v2 two, half of which fail. */
    @Test
    void draws_what_each_version_did() {
        Curves curves = curves(30);
        assertThat(curves.rate(false).points())
                .hasSize(29)
                .allSatisfy(point -> assertThat(point.value()).isEqualTo(20));
        assertThat(curves.rate(true).points())
                .allSatisfy(point -> assertThat(point.value()).isEqualTo(2));
        assertThat(curves.errors(false).points())
                .allSatisfy(point -> assertThat(point.value()).isZero());
        assertThat(curves.errors(true).points())
                .allSatisfy(point -> assertThat(point.value()).isEqualTo(50));
        assertThat(curves.times(false).points())
                .allSatisfy(point -> assertThat(point.value()).isBetween(90.0, 100.0));
    }

    /** The same picture, from a few points, and nothing is lost. */
    @Test
    void a_long_release_takes_no_more_memory_than_a_short_one() {
        Curves curves = curves(100_000);
        assertThat(curves.rate(true).points()).hasSizeBetween(100, 241);
        assertThat(curves.rate(true).points())
                .allSatisfy(point -> assertThat(point.value()).isEqualTo(2));
        assertThat(curves.to()).isEqualTo(START.plusSeconds(99_999));
        assertThat(curves.from()).isEqualTo(START);
    }

    @Test
    void a_counter_that_begins_anew_draws_no_fall() {
        Curves curves = new Curves("v1", "v2");
        for (int i = 0; i < 10; i++) {
            curves.add(snapshot(i, i < 5 ? i : i - 5));
        }
        assertThat(curves.rate(false).points())
                .extracting(TimePlot.Point::value)
                .containsExactly(20.0, 20.0, 20.0, 20.0, 0.0, 20.0, 20.0, 20.0, 20.0);
    }

    @Test
    void a_plot_keeps_within_its_frame_and_its_names_apart() {
        String svg =
                new TimePlot(
                                "Requests",
                                "a second",
                                START,
                                START.plusSeconds(10),
                                List.of(),
                                List.of(
                                        line("v1", 7, 3, 7_000),
                                        line("v2", 7, 3, 7_000),
                                        line("v3", 0, 0, 0)),
                                Double.NaN)
                        .svg();
        Matcher point = Pattern.compile("[ML]([0-9.]+) ([0-9.]+)").matcher(svg);
        assertThat(point.results())
                .hasSize(9)
                .allSatisfy(
                        it -> {
                            assertThat(Double.parseDouble(it.group(1))).isBetween(64.0, 790.0);
                            assertThat(Double.parseDouble(it.group(2))).isBetween(22.0, 168.0);
                        });
        Matcher name =
                Pattern.compile("class=\"name [a-z]+\" x=\"\\d+\" y=\"([0-9.]+)\"").matcher(svg);
        List<Double> heights = name.results().map(it -> Double.parseDouble(it.group(1))).toList();
        assertThat(heights).hasSize(3);
        assertThat(heights.get(1) - heights.get(0)).isGreaterThanOrEqualTo(13);
        assertThat(heights.get(2)).isLessThanOrEqualTo(172);
        assertThat(svg)
                .contains("aria-label=\"Requests, a second; v1: from 7 to 7000, at most 7000");
    }

    private static TimePlot.Line line(String name, double... values) {
        List<TimePlot.Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new TimePlot.Point(START.plusSeconds(i * 5L), values[i]));
        }
        return new TimePlot.Line(name, "stable", points);
    }

    private static Curves curves(int looks) {
        Curves curves = new Curves("v1", "v2");
        for (int i = 0; i < looks; i++) {
            curves.add(snapshot(i, i));
        }
        return curves;
    }

    private void record(int looks) {
        RecordFile file = new RecordFile(directory.resolve("record.ndjson"));
        for (int i = 0; i < looks; i++) {
            file.append(snapshot(i, i));
        }
    }

    private static Snapshot snapshot(int second, long counted) {
        return Snapshot.of(START.plusSeconds(second), 10)
                .mesh(List.of(series("v1", 20 * counted, 0), series("v2", 2 * counted, counted)))
                .build();
    }

    private static Series series(String version, long requests, long errors) {
        return new Series(
                version,
                "GET",
                "/a",
                requests,
                errors,
                Map.of("0.05", 0L, "0.1", requests, "+Inf", requests),
                null,
                null);
    }
}
