package canary.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.cluster.Pod;
import canary.kubernetes.api.KubernetesApi;
import canary.metrics.MetricSource;
import canary.plan.Plan;
import canary.plan.PlanFile;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class ClusterConnectionsTest {

    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: %s, labels: {app: erp-system, version: v1, istio: ingressgateway}}
            spec: {containers: [{name: erp-system, image: x}]}
            status: {phase: Running, podIP: 127.0.0.1}
            """;

    private MockCluster mock;

    @BeforeEach
    void start() {
        mock = new MockCluster();
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    private static Plan plan(String more) {
        return PlanFile.parse(
                """
                release: spring
                stable: {version: v1}
                canary: {version: v2, image: "erp-system:v2"}
                cluster:
                  entrance: http://127.0.0.1:1
                  probe: {username: probe, password: secret}
                """
                        + more,
                _ -> null);
    }

    private ClusterConnections connections(String more) {
        return ClusterConnections.of(
                plan(more),
                new KubernetesApi(
                        new KubernetesClientBuilder()
                                .withConfig(
                                        KubernetesApi.limited(
                                                new ConfigBuilder()
                                                        .withMasterUrl(mock.server().url("/"))
                                                        .build()))
                                .withHttpClientFactory(new JdkHttpClientFactory())
                                .build(),
                        MockCluster.NAMESPACE,
                        "erp-system"));
    }

    @Test
    void a_plan_for_one_machine_has_no_cluster() {
        assertThatThrownBy(
                        () ->
                                ClusterConnections.of(
                                        PlanFile.parse(
                                                "release: a\n"
                                                        + "stable: {version: v1}\n"
                                                        + "canary: {version: v2}\n",
                                                _ -> null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_gateway_that_nobody_sees_is_a_problem_and_no_silence() {
        try (ClusterConnections cluster = connections("")) {
            MetricSource.Look look = cluster.connections().metrics().look(List.of(), Instant.now());
            assertThat(look.mesh().problem()).isEqualTo("no process of it is known");
            assertThat(look.mesh().pages()).isEmpty();
        }
    }

    @Test
    void an_api_server_that_fails_is_a_problem_of_the_mesh_alone() {
        mock.server()
                .expect()
                .get()
                .withPath(
                        "/api/v1/namespaces/istio-system/pods?labelSelector=istio%3Dingressgateway")
                .andReturn(500, "")
                .always();
        try (ClusterConnections cluster = connections("")) {
            MetricSource.Look look = cluster.connections().metrics().look(List.of(), Instant.now());
            assertThat(look.mesh().problem()).contains("cannot list the gateway's pods");
        }
    }

    @Test
    void a_gateway_that_does_not_answer_is_a_problem() {
        mock.client()
                .load(
                        new ByteArrayInputStream(
                                POD.formatted("gateway-1", "istio-system")
                                        .getBytes(StandardCharsets.UTF_8)))
                .inNamespace("istio-system")
                .create();
        try (ClusterConnections cluster = connections("  gateway: {port: 1}\n")) {
            MetricSource.Look look = cluster.connections().metrics().look(List.of(), Instant.now());
            assertThat(look.mesh().problem()).isNotNull();
            assertThat(look.mesh().at()).isNull();
        }
    }

    @Test
    void pods_out_of_reach_are_read_through_the_api_server_and_asked_at_the_entrance()
            throws Exception {
        mock.apply(POD.formatted("a", MockCluster.NAMESPACE));
        mock.server()
                .expect()
                .get()
                .withPath("/api/v1/namespaces/erp/pods/a:8081/proxy/metrics")
                .andReturn(200, "up 1")
                .always();
        try (ClusterConnections cluster = connections("  podAccess: proxy\n")) {
            Pod pod = cluster.connections().cluster().pods("v1").getFirst();
            assertThat(pod.api()).isEqualTo(cluster.connections().entrance());
            assertThat(get(pod.management() + "/metrics").statusCode()).isEqualTo(200);
            assertThat(get(pod.management() + "/metrics").body()).contains("up 1");
            // Nobody gets in who does not know the secret.
            URI known = pod.management();
            String[] parts = known.getPath().split("/");
            String guessed = known.toString().replace(parts[1], "0".repeat(32));
            assertThat(get(guessed + "/metrics").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(uri)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
