package canary.metrics;

import static canary.metrics.StubPrometheus.row;

import static org.assertj.core.api.Assertions.assertThat;

import canary.counters.Series;
import canary.counters.scrape.Counters;
import canary.counters.scrape.Sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class PrometheusSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final MetricSource.Target POD =
            new MetricSource.Target("p1", URI.create("http://10.0.0.1:8081/metrics"));
    private static final String AT =
            "\"job\":\"erp\",\"instance\":\"10.0.0.1:8081\",\"pod\":\"p1\"";

    private final StubPrometheus stub;
    private final PrometheusSource source;

    PrometheusSourceTest() throws IOException {
        stub = new StubPrometheus();
        source = source("pod");
    }

    private PrometheusSource source(String nameLabel) {
        return new PrometheusSource(
                stub.api(Duration.ofSeconds(20)),
                new Selector("app=\"erp-system\""),
                new Selector("job=\"router\""),
                nameLabel,
                Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private static String requests(String target, String version, int count) {
        return row(
                "\"__name__\":\"http_requests_total\",\"method\":\"GET\",\"route\":\"/a\","
                        + "\"status\":\"200\",\"version\":\"%s\",%s".formatted(version, target),
                Integer.toString(count));
    }

    private static String started(String target, String version, double at) {
        return row(
                "\"__name__\":\"process_start_time_seconds\",\"version\":\"%s\",%s"
                        .formatted(version, target),
                Double.toString(at));
    }

    private MetricSource.Found pod() {
        return source.look(List.of(POD), NOW).pods().getOrDefault("p1", null);
    }

    private static long total(MetricSource.Found found) {
        Counters counters = new Counters();
        found.pages().forEach(counters::add);
        return counters.series().stream().mapToLong(Series::requests).sum();
    }

    @Test
    void a_pod_is_read_as_it_exposes_itself_and_as_old_as_its_samples_are() {
        stub.answer(requests(AT, "v1", 7) + "," + started(AT, "v1", 100), row(AT, "12.5"));
        MetricSource.Found found = pod();
        assertThat(found.problem()).isNull();
        assertThat(found.at()).isEqualTo(NOW.minusMillis(12_500));
        assertThat(found.pages().get("p1"))
                .containsExactly(
                        new Sample(
                                "http_requests_total",
                                Map.of(
                                        "method", "GET", "route", "/a", "status", "200", "version",
                                        "v1"),
                                7),
                        new Sample("process_start_time_seconds", Map.of("version", "v1"), 100));
    }

    @Test
    void the_own_label_that_the_targets_pushed_aside_comes_back() {
        String both = AT + ",\"exported_version\":\"v2\"";
        stub.answer(requests(both, "v1", 7), row(AT, "1"));
        assertThat(pod().pages().get("p1").getFirst().labels())
                .containsEntry("version", "v2")
                .doesNotContainKey("exported_version");
    }

    @Test
    void samples_that_are_too_old_are_a_problem() {
        stub.answer(requests(AT, "v1", 7), row(AT, "61"));
        assertThat(pod().problem()).isEqualTo("the newest sample is 61 s old");
        assertThat(pod().at()).isEqualTo(NOW.minusSeconds(61));
    }

    @Test
    void samples_whose_age_nobody_tells_are_a_problem() {
        stub.answer(requests(AT, "v1", 7), "");
        assertThat(pod().problem()).contains("nobody knows how old");
        assertThat(pod().at()).isNull();
    }

    @Test
    void a_pod_that_prometheus_does_not_show_is_named_with_the_reason() {
        stub.answer(requests(AT.replace("p1", "p9"), "v1", 7), "");
        assertThat(pod().problem()).startsWith("no series with pod=\"p1\"").contains("down");
        stub.answer(requests("\"job\":\"erp\"", "v1", 7), "");
        assertThat(pod().problem()).contains("1 series match and have no label pod");
    }

    @Test
    void pods_are_found_by_their_address_where_that_is_the_name() {
        stub.answer(requests(AT, "v1", 7), row(AT, "1"));
        MetricSource.Found found = source("instance").look(List.of(POD), NOW).pods().get("p1");
        assertThat(found.pages()).containsOnlyKeys("p1");
        assertThat(total(found)).isEqualTo(7);
    }

    @Test
    void a_pod_seen_by_two_jobs_is_counted_once_and_that_is_said() {
        String twin = AT.replace("\"erp\"", "\"erp2\"");
        stub.answer(
                requests(AT, "v1", 7) + "," + requests(twin, "v1", 8),
                row(AT, "9") + "," + row(twin, "3"));
        MetricSource.Found found = pod();
        assertThat(total(found)).as("the newer copy").isEqualTo(8);
        assertThat(found.problem()).contains("scraped more than once", "job=erp2");
    }

    @Test
    void copies_that_differ_by_a_label_of_the_servers_own_are_counted_once() {
        String a = AT + ",\"monitor\":\"a\"";
        String b = AT + ",\"monitor\":\"b\"";
        stub.answer(
                String.join(
                        ",",
                        requests(a, "v1", 7),
                        requests(b, "v1", 7),
                        started(a, "v1", 100),
                        started(b, "v1", 100)),
                row(AT, "3"));
        MetricSource.Found found = pod();
        assertThat(total(found)).isEqualTo(7);
        assertThat(found.problem()).contains("monitor=a", "monitor=b");
    }

    @Test
    void an_older_copy_of_the_same_process_never_looks_like_a_restart() {
        Counters counters = new Counters();
        for (int count : List.of(10, 8, 12)) {
            stub.answer(requests(AT, "v1", count) + "," + started(AT, "v1", 100), row(AT, "1"));
            pod().pages().forEach(counters::add);
        }
        assertThat(counters.series().getFirst().requests()).isEqualTo(12);
        stub.answer(requests(AT, "v1", 3) + "," + started(AT, "v1", 200), row(AT, "1"));
        pod().pages().forEach(counters::add);
        assertThat(counters.series().getFirst().requests()).as("a restart").isEqualTo(15);
    }

    @Test
    void what_has_no_number_does_not_count() {
        stub.answer(
                requests(AT, "v1", 7)
                        + ","
                        + requests(AT, "v1", 0).replace("200", "500").replace("\"0\"", "\"NaN\"")
                        + ","
                        + requests(AT, "v1", 0).replace("200", "503").replace("\"0\"", "\"+Inf\""),
                row(AT, "1"));
        assertThat(total(pod())).isEqualTo(7);
    }

    @Test
    void a_partial_answer_is_used_and_said() {
        stub.answer(
                asked -> {
                    String rows =
                            asked.query().startsWith("min") ? row(AT, "1") : requests(AT, "v1", 7);
                    return new StubPrometheus.Reply(
                            200,
                            StubPrometheus.vector(rows)
                                    .replaceFirst("\\{", "{\"warnings\":[\"store down\"],"));
                });
        assertThat(total(pod())).isEqualTo(7);
        assertThat(pod().problem()).isEqualTo("Prometheus warns: store down");
    }

    @Test
    void an_error_is_every_sources_problem_and_no_exception() {
        stub.answer(
                503, "{\"status\":\"error\",\"errorType\":\"unavailable\",\"error\":\"starting\"}");
        MetricSource.Look look = source.look(List.of(POD), NOW);
        assertThat(look.mesh().problem()).contains("503, unavailable: starting");
        assertThat(look.mesh().pages()).isEmpty();
        assertThat(look.pods().get("p1")).isEqualTo(look.mesh());
    }

    @Test
    void each_router_is_a_process_of_its_own_and_the_oldest_tells_the_time() {
        String one = "\"job\":\"router\",\"pod\":\"r1\"";
        String two = "\"job\":\"router\",\"pod\":\"r2\"";
        stub.answer(
                String.join(
                        ",",
                        requests(one, "v1", 7),
                        requests(one, "v2", 1),
                        requests(two, "v1", 7)),
                row(one, "3") + "," + row(two, "5"));
        MetricSource.Found mesh = source.look(List.of(), NOW).mesh();
        assertThat(mesh.pages()).containsOnlyKeys("r1", "r2");
        assertThat(total(mesh)).isEqualTo(15);
        assertThat(mesh.at()).isEqualTo(NOW.minusSeconds(5));
        stub.answer("", "");
        assertThat(source.look(List.of(), NOW).mesh().problem())
                .startsWith("no series match {job=\"router\"}");
    }

    @Test
    void istio_is_understood_and_counted_from_one_side_only() {
        String labels = "\"reporter\":\"%s\",\"destination_version\":\"v2\",\"pod\":\"gateway\",";
        String count =
                "{\"metric\":{"
                        + labels
                        + "\"__name__\":\"istio_requests_total\",\"response_code\":\"503\"},"
                        + "\"value\":[1,\"4\"]}";
        String bucket =
                "{\"metric\":{"
                        + labels
                        + "\"__name__\":\"istio_request_duration_milliseconds_bucket\","
                        + "\"le\":\"%s\"},\"value\":[1,\"3\"]}";
        String ages = row("\"pod\":\"gateway\"", "2");
        stub.answer(
                String.join(
                        ",",
                        count.formatted("source"),
                        bucket.formatted("source", "2500"),
                        bucket.formatted("source", "0.5"),
                        bucket.formatted("source", "+Inf")),
                ages);
        MetricSource.Found mesh = source.look(List.of(), NOW).mesh();
        assertThat(mesh.problem()).isNull();
        Counters counters = new Counters();
        mesh.pages().forEach(counters::add);
        assertThat(counters.series())
                .containsExactly(
                        new Series(
                                "v2",
                                "any",
                                "any",
                                4,
                                4,
                                Map.of("2.5", 3L, "0.0005", 3L, "+Inf", 3L),
                                Map.of()));
        stub.answer(count.formatted("source") + "," + count.formatted("destination"), ages);
        MetricSource.Found twice = source.look(List.of(), NOW).mesh();
        assertThat(total(twice)).isEqualTo(4);
        assertThat(twice.problem()).contains("destination and source count the same requests");
    }
}
