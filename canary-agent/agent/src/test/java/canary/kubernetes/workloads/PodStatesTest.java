package canary.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/** As the kubelet and the controllers write it. */
class PodStatesTest {

    private static final PodStates STATES = new PodStates("erp-system", PodAddresses.direct());

    private static Pod pod(String name, String status) {
        return pod(name, "", status);
    }

    private static Pod pod(String name, String metadata, String status) {
        return Serialization.unmarshal(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, creationTimestamp: "2026-11-27T00:00:00Z"%s}
                spec:
                  containers:
                    - {name: istio-proxy, image: proxy}
                    - name: erp-system
                      image: erp-system:v2
                      ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 8081}]
                status: %s
                """
                        .formatted(name, metadata, status),
                Pod.class);
    }

    private static String container(String state, int restarts) {
        return "containerStatuses: [{name: erp-system, image: 'erp-system:v2', restartCount: %d, %s}]"
                .formatted(restarts, state);
    }

    private static final String RUNNING = "state: {running: {startedAt: '2026-11-27T00:01:00Z'}}";

    private static final String CRASHED =
            "state: {waiting: {reason: CrashLoopBackOff, message: back-off 5m0s}}, lastState:"
                    + " {terminated: {exitCode: 137, reason: OOMKilled, startedAt:"
                    + " '2026-11-27T00:02:00Z', finishedAt: '2026-11-27T00:03:00Z'}}";

    private static canary.cluster.Pod only(Pod... pods) {
        return STATES.copies("v2", List.of(pods)).getFirst();
    }

    private static String problem(@Nullable String conditions, Pod... pods) {
        Deployment deployment =
                Serialization.unmarshal(
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: erp-system-v2}
                        status: {conditions: [%s]}
                        """
                                .formatted(conditions == null ? "" : conditions),
                        Deployment.class);
        return new WorkloadProblems(STATES).of(deployment, List.of(pods));
    }

    @Test
    void a_pod_that_is_well() {
        canary.cluster.Pod pod =
                only(
                        pod(
                                "a",
                                "{phase: Running, podIP: 10.244.0.5, conditions: [{type: Ready,"
                                        + " status: 'True'}], "
                                        + container(RUNNING, 0)
                                        + "}"));
        assertThat(pod)
                .isEqualTo(
                        new canary.cluster.Pod(
                                "a",
                                "v2",
                                true,
                                0,
                                URI.create("http://10.244.0.5:8080"),
                                URI.create("http://10.244.0.5:8081"),
                                Instant.parse("2026-11-27T00:01:00Z"),
                                null));
    }

    @Test
    void a_pod_that_crashes_tells_how_often_and_of_what() {
        Pod crashed = pod("a", "{phase: Running, podIP: '::1', " + container(CRASHED, 4) + "}");
        canary.cluster.Pod pod = only(crashed);
        assertThat(pod.ready()).isFalse();
        assertThat(pod.restarts()).isEqualTo(4);
        assertThat(pod.lastEnd()).isEqualTo("OOMKilled");
        assertThat(pod.startedAt()).isEqualTo(Instant.parse("2026-11-27T00:02:00Z"));
        assertThat(pod.api()).isEqualTo(URI.create("http://[::1]:8080"));
        assertThat(problem(null, crashed))
                .isEqualTo("erp-system of a ends by itself: OOMKilled (exit 137), 4 restarts");
    }

    @Test
    void an_end_without_a_reason_is_told_by_its_code() {
        String state =
                "lastState: {terminated: {exitCode: 3, reason: Error, startedAt:"
                        + " '2026-11-27T00:00:30Z'}}, "
                        + RUNNING;
        canary.cluster.Pod pod = only(pod("a", "{phase: Running, " + container(state, 1) + "}"));
        assertThat(pod.lastEnd()).isEqualTo("exit 3");
        assertThat(pod.startedAt()).isEqualTo(Instant.parse("2026-11-27T00:01:00Z"));
    }

    @Test
    void a_pod_without_an_address_leads_nowhere() {
        assertThat(only(pod("a", "{phase: Pending}")).management())
                .isEqualTo(URI.create("http://a.has-no-address.invalid:8081"));
    }

    @Test
    void what_is_being_deleted_or_over_is_no_copy() {
        Pod deleted =
                pod(
                        "a",
                        ", deletionTimestamp: '2026-11-27T00:05:00Z'",
                        "{phase: Running, " + container(RUNNING, 0) + "}");
        Pod evicted = pod("b", "{phase: Failed, reason: Evicted, message: low on memory}");
        assertThat(STATES.copies("v2", List.of(deleted, evicted))).isEmpty();
        assertThat(problem(null, deleted, evicted)).isEqualTo("b was evicted: low on memory");
    }

    @Test
    void who_takes_the_place_of_an_evicted_copy_tells_it() {
        Pod evicted = pod("b", "{phase: Failed, reason: Evicted}");
        Pod next = pod("c", "{phase: Running, " + container(RUNNING, 0) + "}");
        assertThat(only(evicted, next).lastEnd()).isEqualTo("Evicted");
    }

    @Test
    void an_image_that_cannot_be_pulled_is_named() {
        String state =
                "state: {waiting: {reason: ImagePullBackOff, message: Back-off pulling image}}";
        assertThat(problem(null, pod("a", "{phase: Pending, " + container(state, 0) + "}")))
                .isEqualTo(
                        "image erp-system:v2 cannot be pulled (ImagePullBackOff: Back-off pulling"
                                + " image)");
    }

    @Test
    void what_a_container_lacks_is_named() {
        String state =
                "state: {waiting: {reason: CreateContainerConfigError, message: 'secret \"x\" not"
                        + " found'}}";
        assertThat(problem(null, pod("a", "{phase: Pending, " + container(state, 0) + "}")))
                .isEqualTo("a cannot start (CreateContainerConfigError: secret \"x\" not found)");
    }

    @Test
    void a_pod_that_fits_on_no_node_says_so() {
        Pod pod =
                pod(
                        "a",
                        "{phase: Pending, conditions: [{type: PodScheduled, status: 'False',"
                                + " reason: Unschedulable, message: 0/2 nodes are available}]}");
        assertThat(problem(null, pod))
                .isEqualTo("a cannot be placed on a node: 0/2 nodes are available");
    }

    @Test
    void a_quota_is_named_before_the_rollout_that_it_holds_up() {
        String conditions =
                "{type: Progressing, status: 'False', message: late}, {type: ReplicaFailure,"
                        + " status: 'True', message: 'pods \"a\" is forbidden: exceeded quota'}";
        assertThat(problem(conditions))
                .isEqualTo("pods cannot be made: pods \"a\" is forbidden: exceeded quota");
        assertThat(problem("{type: Progressing, status: 'False', message: late}"))
                .isEqualTo("its rollout does not progress: late");
    }

    @Test
    void what_is_on_its_way_or_well_is_no_problem() {
        String creating = "state: {waiting: {reason: ContainerCreating}}";
        String ended = "lastState: {terminated: {exitCode: 1, reason: Error}}, " + RUNNING;
        assertThat(problem(null, pod("a", "{phase: Pending, " + container(creating, 0) + "}")))
                .isEmpty();
        assertThat(problem(null, pod("a", "{phase: Running, " + container(ended, 1) + "}")))
                .isEmpty();
        assertThat(
                        problem(
                                "{type: Progressing, status: 'True'}, {type: ReplicaFailure,"
                                        + " status: 'False'}"))
                .isEmpty();
    }
}
