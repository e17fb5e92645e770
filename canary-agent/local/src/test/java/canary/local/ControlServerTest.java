package canary.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.cluster.Cluster;
import canary.cluster.LocalCluster;
import canary.cluster.Pod;
import canary.mesh.LocalMesh;
import canary.mesh.Split;
import canary.mesh.Split.Routing;
import canary.router.Router;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class ControlServerTest {

    private static final Split FIRST = new Split("v1", "v2", 0, Routing.COHORT);

    private final Router router = new Router(0, FIRST, _ -> List.of()).start();
    private final RecordedCluster cluster = new RecordedCluster();
    private final ControlServer control =
            new ControlServer(0, router, cluster, router::metrics).start();
    private final LocalMesh mesh = new LocalMesh(control.uri());
    private final LocalCluster remote = new LocalCluster(control.uri());

    @AfterEach
    void stop() {
        control.close();
        router.close();
    }

    @Test
    void a_split_asked_for_is_the_routers_and_is_read_back() {
        assertThat(mesh.split()).isEqualTo(FIRST);
        Split wanted = new Split("v1", "v2", 20, Routing.WEIGHT);
        mesh.shift(wanted);
        assertThat(router.split()).isEqualTo(wanted);
        assertThat(mesh.split()).isEqualTo(wanted);
    }

    @Test
    void pods_and_replicas_pass_as_they_are() {
        remote.scale("v 2", 3);
        assertThat(cluster.scaled).isEqualTo(Map.of("v 2", 3));
        assertThat(remote.pods("v 2")).isEqualTo(cluster.pods("v 2"));
        assertThat(remote.desired("v 2")).hasValue(3);
        assertThat(remote.pods("none")).isEmpty();
        assertThat(remote.desired("none")).isEmpty();
    }

    @Test
    void a_split_beyond_hundred_percent_is_refused_and_changes_nothing() throws Exception {
        var answer =
                put(
                        "/traffic",
                        """
                        {"stable":"v1","canary":"v2","canaryPercent":101,"routing":"COHORT"}\
                        """);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("canaryPercent");
        assertThat(router.split()).isEqualTo(FIRST);
    }

    @Test
    void broken_json_unknown_fields_and_unknown_paths_are_refused() throws Exception {
        assertThat(put("/traffic", "{").statusCode()).isEqualTo(400);
        assertThat(put("/traffic", "{\"weight\":5}").statusCode()).isEqualTo(400);
        assertThat(put("/deployments/v2", "{}").statusCode()).isEqualTo(400);
        assertThat(put("/deployments/v2", "{\"replicas\":99}").body()).contains("replicas");
        assertThat(put("/nothing", "{}").statusCode()).isEqualTo(404);
        assertThat(cluster.scaled).isEmpty();
    }

    @Test
    void both_versions_copies_are_targets_of_a_prometheus() throws Exception {
        remote.scale("v1", 1);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(control.uri().resolve("/targets")).build(),
                            BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            JsonNode targets = JsonMapper.shared().readTree(answer.body());
            assertThat(targets).hasSize(2);
            assertThat(targets.get(0))
                    .isEqualTo(
                            JsonMapper.shared()
                                    .readTree(
                                            """
                                            {"targets": ["127.0.0.1:20002"], "labels":
                                              {"app": "erp-system", "version": "v1", "pod": "v1-0"}}\
                                            """));
        }
    }

    @Test
    void where_nobody_answers_the_clients_say_so() {
        control.close();
        assertThatThrownBy(mesh::split).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> remote.scale("v2", 1)).isInstanceOf(UncheckedIOException.class);
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(control.uri().resolve(path))
                            .PUT(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    /** A cluster that only remembers what it was asked. */
    private static final class RecordedCluster implements Cluster {

        private final Map<String, Integer> scaled = new HashMap<>();

        @Override
        public List<Pod> pods(String version) {
            URI api = URI.create("http://127.0.0.1:20001");
            URI management = URI.create("http://127.0.0.1:20002");
            return scaled.containsKey(version)
                    ? List.of(
                            new Pod(version + "-0", version, true, 0, api, management),
                            new Pod(
                                    version + "-1",
                                    version,
                                    true,
                                    4,
                                    api,
                                    management,
                                    Instant.parse("2026-11-24T08:00:00.123Z"),
                                    "exit 137"))
                    : List.of();
        }

        @Override
        public OptionalInt desired(String version) {
            Integer replicas = scaled.get(version);
            return replicas == null ? OptionalInt.empty() : OptionalInt.of(replicas);
        }

        @Override
        public void scale(String version, int replicas) {
            scaled.put(version, replicas);
        }
    }
}
