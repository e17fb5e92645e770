package canary.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the API shows when a cluster does well and badly: the facts that the adapters rely on. */
class RealControlPlaneIT {

    private static final String SERVER =
            "import http.server,sys; print('first line'); print('ready', flush=True);"
                    + "http.server.HTTPServer(('',8080),http.server.SimpleHTTPRequestHandler)"
                    + ".serve_forever()";

    private static RealCluster cluster;
    private static KubernetesClient client;
    private static String namespace;

    @BeforeAll
    static void begin() {
        cluster = RealCluster.shared();
        cluster.image("control-plane-it/server:1", "python3", "-c", SERVER);
        cluster.image("control-plane-it/crash:1", "sh", "-c", "echo out of luck; exit 3");
        client = cluster.client();
        namespace = cluster.namespace(RealControlPlaneIT.class);
    }

    @AfterAll
    static void end() {
        if (namespace != null) {
            cluster.remove(namespace);
        }
    }

    @Test
    void a_deployment_rolls_out_and_its_pods_answer_for_their_logs() {
        deploy("rolls-out", "control-plane-it/server:1", 2);
        available("rolls-out", 2);
        for (Pod pod : pods("rolls-out")) {
            assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
            assertThat(condition(pod, "Ready")).isEqualTo("True");
            assertThat(status(pod).getRestartCount()).isZero();
        }
        String name = pods("rolls-out").getFirst().getMetadata().getName();
        var pod = client.pods().inNamespace(namespace).withName(name);
        assertThat(pod.getLog()).startsWith("first line").contains("ready");
        assertThat(pod.tailingLines(1).getLog()).hasLineCount(1).doesNotContain("first line");
    }

    @Test
    void a_killed_process_is_a_restart_with_its_end_in_lastState() {
        deploy("killed", "control-plane-it/server:1", 1);
        available("killed", 1);
        Pod pod = pods("killed").getFirst();
        cluster.signal(pod, "KILL", "OOMKilled");
        RealCluster.until("restarted", () -> status(again(pod)).getRestartCount() == 1);
        var last = status(again(pod)).getLastState().getTerminated();
        assertThat(last.getExitCode()).isEqualTo(137);
        assertThat(last.getReason()).isEqualTo("OOMKilled");
        assertThat(last.getFinishedAt()).isNotBlank();
        RealCluster.until("ready again", () -> "True".equals(condition(again(pod), "Ready")));
        assertThat(
                        client.pods()
                                .inNamespace(namespace)
                                .withName(pod.getMetadata().getName())
                                .terminated()
                                .getLog())
                .startsWith("first line");
    }

    @Test
    void a_process_that_ends_again_and_again_waits_in_CrashLoopBackOff() {
        deploy("crashes", "control-plane-it/crash:1", 1);
        RealCluster.until(
                "it backs off",
                () ->
                        pods("crashes").stream()
                                .anyMatch(pod -> "CrashLoopBackOff".equals(waiting(pod))));
        Pod pod = pods("crashes").getFirst();
        var last = status(pod).getLastState().getTerminated();
        assertThat(last.getExitCode()).isEqualTo(3);
        assertThat(last.getReason()).isEqualTo("Error");
        assertThat(status(pod).getRestartCount()).isPositive();
        assertThat(condition(pod, "Ready")).isEqualTo("False");
        assertThat(deployment("crashes").getStatus().getAvailableReplicas()).isNull();
    }

    @Test
    void an_image_that_is_missing_waits_in_ErrImagePull_and_backs_off() {
        deploy("no-image", "control-plane-it/nowhere:1", 1);
        for (String reason : List.of("ErrImagePull", "ImagePullBackOff")) {
            RealCluster.until(
                    reason,
                    () -> pods("no-image").stream().anyMatch(p -> reason.equals(waiting(p))));
        }
        Pod pod = pods("no-image").getFirst();
        assertThat(pod.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(status(pod).getState().getWaiting().getMessage())
                .contains("control-plane-it/nowhere:1");
        KubernetesClientException refused =
                catchThrowableOfType(
                        KubernetesClientException.class,
                        () ->
                                client.pods()
                                        .inNamespace(namespace)
                                        .withName(pod.getMetadata().getName())
                                        .getLog());
        assertThat(refused.getCode()).isEqualTo(400);
    }

    @Test
    void a_quota_that_is_used_up_shows_as_ReplicaFailure() {
        String small = cluster.namespace(RealControlPlaneIT.class);
        client.resourceQuotas()
                .inNamespace(small)
                .resource(
                        new ResourceQuotaBuilder()
                                .withNewMetadata()
                                .withName("small")
                                .endMetadata()
                                .withNewSpec()
                                .withHard(Map.of("pods", new Quantity("1")))
                                .endSpec()
                                .build())
                .create();
        client.apps()
                .deployments()
                .inNamespace(small)
                .resource(described("quota", "control-plane-it/server:1", 2))
                .create();
        RealCluster.until("refused by the quota", () -> failure(small, "quota").isPresent());
        assertThat(failure(small, "quota").orElseThrow())
                .contains("exceeded quota: small")
                .contains("limited: pods=1");
        cluster.remove(small);
    }

    private static Optional<String> failure(String space, String name) {
        Deployment found = client.apps().deployments().inNamespace(space).withName(name).get();
        return found.getStatus().getConditions().stream()
                .filter(each -> "ReplicaFailure".equals(each.getType()))
                .filter(each -> "FailedCreate".equals(each.getReason()))
                .map(each -> each.getMessage())
                .findFirst();
    }

    @Test
    void an_evicted_pod_has_failed_and_is_replaced() {
        deploy("evicted", "control-plane-it/server:1", 1);
        available("evicted", 1);
        Pod pod = pods("evicted").getFirst();
        cluster.evict(pod);
        RealCluster.until("evicted", () -> "Failed".equals(again(pod).getStatus().getPhase()));
        assertThat(again(pod).getStatus().getReason()).isEqualTo("Evicted");
        assertThat(again(pod).getStatus().getMessage()).contains("memory");
        RealCluster.until("replaced", () -> pods("evicted").size() == 2);
        available("evicted", 1);
    }

    @Test
    void pods_of_a_node_that_is_gone_are_not_ready_and_put_elsewhere() {
        deploy("node-gone", "control-plane-it/server:1", 2);
        available("node-gone", 2);
        Pod lost =
                pods("node-gone").stream()
                        .filter(pod -> "node-2".equals(pod.getSpec().getNodeName()))
                        .findFirst()
                        .orElseThrow();
        cluster.kill("node-2");
        try {
            RealCluster.until("the node is gone", () -> "Unknown".equals(nodeReady("node-2")));
            RealCluster.until(
                    "its pod is not ready", () -> "False".equals(condition(again(lost), "Ready")));
            // What ran there is not known: the node alone could say, and it says nothing.
            assertThat(again(lost).getStatus().getPhase()).isEqualTo("Running");
            assertThat(status(again(lost)).getReady()).isTrue();
            RealCluster.until(
                    "another pod takes its place",
                    () ->
                            pods("node-gone").stream()
                                            .filter(pod -> "True".equals(condition(pod, "Ready")))
                                            .count()
                                    == 2);
        } finally {
            cluster.resume("node-2");
        }
        RealCluster.until("the node is back", () -> "True".equals(nodeReady("node-2")));
    }

    private static String nodeReady(String name) {
        return client.nodes().withName(name).get().getStatus().getConditions().stream()
                .filter(each -> "Ready".equals(each.getType()))
                .map(each -> each.getStatus())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_API_server_that_hangs_or_dies_comes_back_with_all_it_had() {
        deploy("survives", "control-plane-it/server:1", 1);
        available("survives", 1);
        cluster.pause("apiserver");
        cluster.resume("apiserver");
        cluster.kill("apiserver");
        cluster.resume("apiserver");
        assertThat(deployment("survives").getStatus().getAvailableReplicas()).isEqualTo(1);
        client.apps().deployments().inNamespace(namespace).withName("survives").scale(2);
        available("survives", 2);
    }

    private static void deploy(String name, String image, int replicas) {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .resource(described(name, image, replicas))
                .create();
    }

    private static Deployment described(String name, String image, int replicas) {
        Map<String, String> labels = Map.of("app", name);
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .withMatchLabels(labels)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .addNewTopologySpreadConstraint()
                .withMaxSkew(1)
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("ScheduleAnyway")
                .withNewLabelSelector()
                .withMatchLabels(labels)
                .endLabelSelector()
                .endTopologySpreadConstraint()
                .addNewContainer()
                .withName("server")
                .withImage(image)
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/")
                .withPort(new IntOrString(8080))
                .endHttpGet()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static void available(String name, int replicas) {
        RealCluster.until(
                name + " has " + replicas + " available",
                () ->
                        Objects.equals(
                                deployment(name).getStatus().getAvailableReplicas(), replicas));
    }

    private static Deployment deployment(String name) {
        return client.apps().deployments().inNamespace(namespace).withName(name).get();
    }

    private static List<Pod> pods(String name) {
        return client.pods().inNamespace(namespace).withLabel("app", name).list().getItems();
    }

    private static Pod again(Pod pod) {
        return client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .get();
    }

    private static ContainerStatus status(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst();
    }

    private static String waiting(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(each -> each.getState().getWaiting())
                .filter(Objects::nonNull)
                .map(each -> each.getReason())
                .findFirst()
                .orElse("");
    }

    private static String condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream()
                .filter(each -> type.equals(each.getType()))
                .map(each -> each.getStatus())
                .findFirst()
                .orElse("");
    }
}
