package canary.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.cluster.Pod;
import canary.kubernetes.RealCluster;
import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Versions on a real control plane whose pods are processes. */
class KubernetesClusterIT {

    private static final String SERVER =
            """
            import http.server, os, threading
            print('version', os.environ['ERP_VERSION'], flush=True)
            handler = http.server.SimpleHTTPRequestHandler
            for port in (8080, 8081):
                server = http.server.HTTPServer(('', port), handler)
                threading.Thread(target=server.serve_forever).start()
            """;

    private static final String STABLE =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: erp-system-v1, labels: {app: erp-system, version: v1}}
            spec:
              replicas: 2
              selector: {matchLabels: {app: erp-system, version: v1}}
              template:
                metadata: {labels: {app: erp-system, version: v1}}
                spec:
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: erp-system
                      image: adapters-it/good:v1
                      env:
                        - name: ERP_VERSION
                          valueFrom: {fieldRef: {fieldPath: "metadata.labels['version']"}}
                      ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 8081}]
                      readinessProbe: {httpGet: {path: /, port: metrics}, periodSeconds: 1}
            """;

    private static final String AUTOSCALER =
            """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {name: erp-system-v1, labels: {app: erp-system, version: v1}}
            spec:
              scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: erp-system-v1}
              minReplicas: 1
              maxReplicas: 4
              metrics:
                - type: Resource
                  resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
            """;

    private static RealCluster real;

    private String namespace;
    private KubernetesApi api;

    @BeforeAll
    static void find() {
        real = RealCluster.shared();
        real.image("adapters-it/good:.*", "python3", "-u", "-c", SERVER);
        real.image("adapters-it/crash:.*", "sh", "-c", "echo out of luck; exit 3");
    }

    @BeforeEach
    void begin() {
        namespace = real.namespace(KubernetesClusterIT.class);
        KubernetesClient client =
                new KubernetesClientBuilder()
                        .withConfig(
                                KubernetesApi.limited(
                                        Config.fromKubeconfig(real.kubeconfig().toFile())))
                        .withHttpClientFactory(new JdkHttpClientFactory())
                        .build();
        api = new KubernetesApi(client, namespace, "erp-system");
        apply(STABLE);
    }

    @AfterEach
    void end() {
        real.remove(namespace);
        api.close();
    }

    private void apply(String yaml) {
        real.client()
                .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(namespace)
                .create();
    }

    private KubernetesCluster cluster(String image, int replicas) {
        return new KubernetesCluster(
                api,
                new Plan.Version("v1", 2, null),
                new Plan.Version("v2", replicas, image),
                PodAddresses.direct());
    }

    private static boolean isReady(KubernetesCluster cluster, String version, int copies) {
        List<Pod> pods = cluster.pods(version);
        return pods.size() == copies && pods.stream().allMatch(Pod::ready);
    }

    private Deployment deployment(String version) {
        return api.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("erp-system-" + version)
                .get();
    }

    @Test
    void a_canary_is_made_runs_and_goes() throws Exception {
        KubernetesCluster cluster = cluster("adapters-it/good:v2", 2);
        RealCluster.until("stable runs", () -> isReady(cluster, "v1", 2));
        cluster.scale("v2", 2);
        RealCluster.until("the canary runs", () -> isReady(cluster, "v2", 2));
        assertThat(cluster.problem("v2")).isEmpty();
        Pod pod = cluster.pods("v2").getFirst();
        assertThat(pod.startedAt()).isNotNull();
        assertThat(pod.lastEnd()).isNull();
        assertThat(pod.restarts()).isZero();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI page = URI.create(pod.management() + "/");
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(page).build(),
                                            HttpResponse.BodyHandlers.discarding())
                                    .statusCode())
                    .isEqualTo(200);
        }
        assertThat(cluster.lastLines("v2"))
                .hasSize(2)
                .allSatisfy((name, lines) -> assertThat(lines).contains("version v2"));
        cluster.scale("v2", 0);
        RealCluster.until("the canary is gone", () -> cluster.pods("v2").isEmpty());
        assertThat(cluster.desired("v2")).hasValue(0);
        cluster.retire("v2");
        assertThat(cluster.desired("v2")).isEmpty();
        assertThat(isReady(cluster, "v1", 2)).isTrue();
    }

    @Test
    void a_copy_that_was_killed_tells_it() {
        KubernetesCluster cluster = cluster("adapters-it/good:v2", 1);
        RealCluster.until("stable runs", () -> isReady(cluster, "v1", 2));
        String name = cluster.pods("v1").getFirst().name();
        real.signal(
                real.client().pods().inNamespace(namespace).withName(name).get(),
                "KILL",
                "OOMKilled");
        RealCluster.until(
                "its end is told",
                () ->
                        cluster.pods("v1").stream()
                                .anyMatch(
                                        it ->
                                                it.name().equals(name)
                                                        && it.restarts() == 1
                                                        && "OOMKilled".equals(it.lastEnd())));
        RealCluster.until("it runs again", () -> isReady(cluster, "v1", 2));
    }

    @Test
    void an_evicted_copy_is_told_by_the_one_in_its_place() {
        KubernetesCluster cluster = cluster("adapters-it/good:v2", 1);
        RealCluster.until("stable runs", () -> isReady(cluster, "v1", 2));
        real.evict(
                real.client()
                        .pods()
                        .inNamespace(namespace)
                        .withName(cluster.pods("v1").getFirst().name())
                        .get());
        RealCluster.until(
                "another took its place",
                () ->
                        isReady(cluster, "v1", 2)
                                && cluster.pods("v1").stream()
                                        .anyMatch(it -> "Evicted".equals(it.lastEnd())));
    }

    @Test
    void says_that_a_copy_ends_again_and_again_and_what_it_said_last() {
        KubernetesCluster cluster = cluster("adapters-it/crash:v2", 1);
        cluster.scale("v2", 1);
        RealCluster.until(
                "it is told", () -> cluster.problem("v2").contains("ends by itself: exit 3"));
        RealCluster.until(
                "its last words are told",
                () -> cluster.lastLines("v2").values().stream().anyMatch("out of luck"::equals));
    }

    @Test
    void says_which_image_cannot_be_pulled() {
        KubernetesCluster cluster = cluster("adapters-it/absent:v2", 1);
        cluster.scale("v2", 1);
        RealCluster.until(
                "it is told",
                () ->
                        cluster.problem("v2")
                                .startsWith("image adapters-it/absent:v2 cannot be pulled ("));
        // The plan's next image is taken.
        KubernetesCluster mended = cluster("adapters-it/good:v2", 1);
        mended.scale("v2", 1);
        RealCluster.until("it runs", () -> isReady(mended, "v2", 1));
        assertThat(mended.problem("v2")).isEmpty();
    }

    @Test
    void says_that_a_quota_is_exceeded() {
        real.client()
                .resource(
                        new ResourceQuotaBuilder()
                                .withNewMetadata()
                                .withName("few")
                                .endMetadata()
                                .withNewSpec()
                                .withHard(Map.of("pods", new Quantity("2")))
                                .endSpec()
                                .build())
                .inNamespace(namespace)
                .create();
        KubernetesCluster cluster = cluster("adapters-it/good:v2", 2);
        RealCluster.until("stable runs", () -> isReady(cluster, "v1", 2));
        cluster.scale("v2", 2);
        RealCluster.until(
                "it is told",
                () -> cluster.problem("v2").matches("pods cannot be made: .*exceeded quota.*"));
    }

    @Test
    void an_autoscaler_keeps_what_the_release_asks_for_and_is_its_owners_again() {
        apply(AUTOSCALER);
        KubernetesCluster cluster = cluster("adapters-it/good:v2", 1);
        cluster.scale("v1", 3);
        RealCluster.until("three run", () -> isReady(cluster, "v1", 3));
        assertThat(min("v1")).isEqualTo(3);
        cluster.scale("v2", 1);
        assertThat(min("v2")).isEqualTo(1);
        RealCluster.until("the canary runs", () -> isReady(cluster, "v2", 1));
        // Somebody scales down what the release needs: the autoscaler brings it back.
        real.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("erp-system-v1")
                .scale(1);
        RealCluster.until("three run again", () -> isReady(cluster, "v1", 3));
        cluster.scale("v2", 0);
        assertThat(min("v1")).isEqualTo(1);
        assertThat(isReady(cluster, "v1", 3)).isTrue();
    }

    private int min(String version) {
        return api.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(namespace)
                .withName("erp-system-" + version)
                .get()
                .getSpec()
                .getMinReplicas();
    }

    @Test
    void a_right_that_is_missing_is_named() {
        apply("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: nobody}\n");
        try (KubernetesApi poor =
                new KubernetesApi(real.as(namespace, "nobody"), namespace, "erp-system")) {
            KubernetesCluster cluster =
                    new KubernetesCluster(
                            poor,
                            new Plan.Version("v1", 2, null),
                            new Plan.Version("v2", 1, null),
                            PodAddresses.direct());
            assertThatThrownBy(() -> cluster.desired("v1"))
                    .isInstanceOf(ApiFailure.class)
                    .hasMessageStartingWith("cannot get Deployment erp-system-v1 in namespace ")
                    .hasMessageContaining(":nobody\" cannot get resource \"deployments\"");
        }
    }

    @Test
    void deployments_keep_their_rollout_while_the_agent_writes_on_them() {
        KubernetesCluster cluster = cluster("adapters-it/good:v2", 1);
        cluster.scale("v2", 1);
        RealCluster.until("the canary runs", () -> isReady(cluster, "v2", 1));
        long generation = deployment("v2").getMetadata().getGeneration();
        cluster.scale("v2", 1);
        assertThat(deployment("v2").getMetadata().getGeneration()).isEqualTo(generation);
    }
}
