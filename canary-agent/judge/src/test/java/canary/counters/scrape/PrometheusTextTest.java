package canary.counters.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class PrometheusTextTest {

    @Test
    void reads_counters_and_histograms_with_their_labels() {
        List<Sample> samples =
                PrometheusText.parse(
                        """
                        # HELP http_requests_total The {total}
                        # TYPE http_requests_total counter
                        http_requests_total{method="GET",route="/a/{id}",status="200"} 1027 1395066363000
                        http_request_duration_seconds_bucket{le="+Inf",} 1.2E3
                        up 1
                        """);
        assertThat(samples)
                .containsExactly(
                        new Sample(
                                "http_requests_total",
                                Map.of("method", "GET", "route", "/a/{id}", "status", "200"),
                                1027),
                        new Sample(
                                "http_request_duration_seconds_bucket", Map.of("le", "+Inf"), 1200),
                        new Sample("up", Map.of(), 1));
        assertThat(samples.getLast().label("version")).isEmpty();
    }

    @Test
    void reads_escapes_and_separators_inside_labels() {
        String page = "m{a=\"q\\\"}, b\\\\ \\n x\", b=\"\"} 1";
        assertThat(PrometheusText.parse(page).getFirst().labels())
                .isEqualTo(Map.of("a", "q\"}, b\\ \n x", "b", ""));
    }

    @Test
    void reads_infinities_and_not_a_number() {
        List<Sample> samples = PrometheusText.parse("a +Inf\nb -Inf\nc NaN\nd -1.5e-3\n");
        assertThat(samples)
                .extracting(Sample::value)
                .containsExactly(
                        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, -0.0015);
    }

    @Test
    void passes_over_what_openmetrics_adds() {
        List<Sample> samples =
                PrometheusText.parse("a_bucket{le=\"1\"} 5 # {trace_id=\"x\"} 0.7 1.0\n# EOF\n");
        assertThat(samples).containsExactly(new Sample("a_bucket", Map.of("le", "1"), 5));
    }

    @Test
    void names_the_line_that_is_no_metric() {
        for (String bad :
                List.of(
                        "<html>",
                        "a{b=\"c} 1",
                        "a{b=c} 1",
                        "a{b=\"c\"",
                        "a",
                        "a one",
                        "a{x=\"1\",x=\"2\"} 1")) {
            assertThatThrownBy(() -> PrometheusText.parse("ok 1\n" + bad))
                    .as(bad)
                    .isInstanceOf(BadMetricsException.class)
                    .hasMessageStartingWith("line 2: ");
        }
    }
}
