package erp.app;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Json;
import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Prometheus with the shipped rules sees two real servers of two versions, and answers what
 * the requirements document asks (2.4.3, 4.2.1) for both.
 */
class SeenByPrometheusIT {
    private static final Path SCRIPT = Sources.ROOT.resolve("ops/bin/real-prometheus");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** As the document writes them; the share of errors as a rule, for there are no 5xx here. */
    private static final List<String> OF_THE_DOCUMENT =
            List.of(
                    "sum(rate(http_requests_total{app=\"erp-system\"}[5m])) by (version)",
                    "version:http_errors:ratio_rate5m",
                    "histogram_quantile(0.95,"
                        + " sum(rate(http_request_duration_seconds_bucket{app=\"erp-system\"}[5m]))"
                        + " by (version, le))",
                    "up{app=\"erp-system\"}");

    @TempDir Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = ServerProcess.freePort();

    @Test
    void each_question_of_the_document_and_each_recording_rule_is_answered_for_both_versions()
            throws Exception {
        new RealProgram("prometheus", "real-prometheus", "CI").require();
        TestSchema schema = TestDatabase.schema();
        try (ServerProcess v1 = ServerProcess.start(schema.application(), "v1").awaitReady();
                ServerProcess v2 = ServerProcess.start(schema.application(), "v2").awaitReady()) {
            script("start", config(v1, v2).toString());
            try {
                List<String> queries = new ArrayList<>(OF_THE_DOCUMENT);
                queries.addAll(recordingRules());
                assertThat(queries).hasSizeGreaterThan(OF_THE_DOCUMENT.size());
                Map<String, Set<String>> answers = new TreeMap<>();
                complain(v1);
                complain(v2);
                long end = System.nanoTime() + PATIENCE.toNanos();
                do {
                    work(v1);
                    work(v2);
                    answers.clear();
                    for (String query : queries) {
                        answers.put(query, versions(query));
                    }
                } while (!isComplete(answers) && System.nanoTime() < end);
                assertThat(answers)
                        .allSatisfy((_, versions) -> assertThat(versions).containsOnly("v1", "v2"));
            } finally {
                script("stop");
            }
        }
    }

    private static boolean isComplete(Map<String, Set<String>> answers) {
        return answers.values().stream().allMatch(Set.of("v1", "v2")::equals);
    }

    private static void work(ServerProcess server) {
        Api api = Api.signedIn(server.base(), ErpIT.ADMIN, ErpIT.PASSWORD);
        for (int i = 0; i < 5; i++) {
            api.get("/api/v1/sales/orders/" + UUID.randomUUID()).is(404);
            api.get("/api/v1/core/companies").is(200);
        }
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }

    /** Once, as a user may send only a few: a rate of none is an answer too. */
    private static void complain(ServerProcess server) {
        Api.signedIn(server.base(), ErpIT.ADMIN, ErpIT.PASSWORD)
                .post("/api/v1/feedback", Map.of("kind", "complaint", "text", "slow"))
                .is(201);
    }

    /** The shipped rules; targets as the ServiceMonitor makes them. */
    private Path config(ServerProcess v1, ServerProcess v2) throws IOException {
        StringBuilder config =
                new StringBuilder(
                        """
                        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                        rule_files: [%s/ops/prometheus/rules/*.yml]
                        scrape_configs:
                        - job_name: erp-system
                          honor_labels: true
                          static_configs:
                        """
                                .formatted(Sources.ROOT.toAbsolutePath()));
        Map.of("v1", v1, "v2", v2)
                .forEach(
                        (version, server) ->
                                config.append(
                                        "  - {targets: ['%s'], labels: {app: erp-system, version: %s}}\n"
                                                .formatted(
                                                        server.management().getAuthority(),
                                                        version)));
        return Files.writeString(folder.resolve("prometheus.yml"), config);
    }

    private List<String> recordingRules() throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode group : get("/api/v1/rules?type=record").at("/data/groups")) {
            group.get("rules").forEach(rule -> names.add(rule.get("name").asString()));
        }
        return names;
    }

    private Set<String> versions(String query) throws Exception {
        Set<String> versions = new TreeSet<>();
        String text = URLEncoder.encode(query, StandardCharsets.UTF_8);
        for (JsonNode row : get("/api/v1/query?query=" + text).at("/data/result")) {
            versions.add(row.at("/metric/version").asString());
        }
        return versions;
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        HttpResponse<String> answer =
                http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer::body).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private void script(String command, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(SCRIPT.toString(), command));
        words.addAll(List.of(Integer.toString(port), folder.resolve("data").toString()));
        words.addAll(List.of(more));
        Path log = folder.resolve("script.log");
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor()).as(() -> Sources.read(log)).isZero();
    }
}
