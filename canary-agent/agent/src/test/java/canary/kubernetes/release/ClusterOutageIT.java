package canary.kubernetes.release;

import static org.assertj.core.api.Assertions.assertThat;

import canary.kubernetes.RealCluster;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.rollout.Preparation;
import canary.rollout.Promotion;
import canary.rollout.Rollback;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Parts of the cluster that are gone for a while: the API server in each phase, nodes. */
@ExtendWith(OneErp.class)
class ClusterOutageIT {

    private static final int PER_SECOND = 100;

    @TempDir Path directory;
    private final ClusterErp erp;
    private final RealCluster cluster;

    ClusterOutageIT(ClusterErp erp) {
        this.erp = erp;
        this.cluster = erp.cluster();
    }

    @AfterEach
    void allIsThereAgain() {
        cluster.resume("apiserver");
        placePodsOn("node-1", true);
        placePodsOn("node-2", true);
    }

    @Test
    void the_API_server_is_gone_in_each_phase_of_a_good_release() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                // Blind for longer than it may be, it is held until it has seen well again.
                ReleaseOnCluster release =
                        release(
                                "outages-good",
                                "erp-system:v2",
                                "{after: 2m, action: stay, resumeAfter: 2s}")) {
            outage(release, Groundwork.Preflight.class, false);
            outage(release, Preparation.Deploying.class, true);
            outage(release, Preparation.Smoking.class, false);
            outage(release, Live.Shifting.class, true);
            outage(release, Live.Watching.class, false);
            outage(release, Live.Baking.class, false);
            outage(release, Promotion.Promoting.class, false);
            assertThat(release.await()).as(release.said()).isZero();
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.promoted()));
            assertThat(erp.deployment("v1")).isNull();
            assertThat(users.failures()).isEmpty();
        }
    }

    @Test
    void the_API_server_is_gone_in_each_phase_of_the_way_back() {
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("outages-bad", "erp-system:v2-errors")) {
            outage(release, Rollback.Restoring.class, false);
            outage(release, Rollback.Verifying.class, true);
            outage(release, Rollback.Reporting.class, false);
            assertThat(release.await()).as(release.said()).isEqualTo(3);
            assertThat(((Ended.RolledBack) release.last().phase()).verifiedAt()).isNotNull();
            isBackOnV1(release);
        }
    }

    /**
     * Gone until the agent has asked in vain.
     *
     * @param hangs whether who asks waits, instead of being refused
     */
    private void outage(ReleaseOnCluster release, Class<? extends Phase> phase, boolean hangs) {
        release.until(phase);
        int before = release.failedLooks();
        if (hangs) {
            cluster.pause("apiserver");
        } else {
            cluster.kill("apiserver");
        }
        try {
            RealCluster.until(
                    "the agent notices in " + phase.getSimpleName(),
                    () -> release.failedLooks() > before || release.hasEnded());
        } finally {
            cluster.resume("apiserver");
        }
    }

    @Test
    void the_canarys_node_is_gone() {
        moveStableTo("node-1");
        placePodsOn("node-1", false);
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("canary-node", "erp-system:v2")) {
            release.until(Live.Watching.class);
            assertThat(nodes("v2")).containsExactly("node-2");
            placePodsOn("node-1", true);
            cluster.kill("node-2");
            try {
                assertThat(release.await()).as(release.said()).isEqualTo(3);
                assertThat(release.said()).contains("restoring");
                isBackOnV1(release);
            } finally {
                cluster.resume("node-2");
            }
        }
    }

    /**
     * The canary is not to blame, and nobody is sent back to where nothing answers: a person
     * decides.
     */
    @Test
    void the_node_of_stable_is_gone() {
        moveStableTo("node-2");
        placePodsOn("node-2", false);
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("stable-node", "erp-system:v2")) {
            release.until(Live.Watching.class);
            assertThat(nodes("v2")).containsExactly("node-1");
            cluster.kill("node-2");
            try {
                assertThat(release.await()).as(release.said()).isEqualTo(4);
                assertThat(release.last().why())
                        .containsAnyOf("blind", "both versions are hurt alike");
                assertThat(erp.routes()).isEqualTo(erp.rendered(release.plan().split(20)));
            } finally {
                cluster.resume("node-2");
            }
        }
    }

    private void moveStableTo(String node) {
        String other = node.equals("node-1") ? "node-2" : "node-1";
        placePodsOn(other, false);
        erp.pods("v1").stream()
                .filter(pod -> !node.equals(pod.getSpec().getNodeName()))
                .forEach(pod -> erp.client().resource(pod).withGracePeriod(0).delete());
        RealCluster.until(
                "v1 is on " + node,
                () -> nodes("v1").equals(List.of(node)) && erp.ready("v1") == 1);
        placePodsOn(other, true);
        erp.reset();
    }

    private List<String> nodes(String version) {
        return erp.pods(version).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(Pod::getSpec)
                .map(it -> Objects.requireNonNullElse(it.getNodeName(), ""))
                .toList();
    }

    private void placePodsOn(String node, boolean isWanted) {
        erp.client()
                .nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"unschedulable\": %s}}"
                                .formatted(isWanted ? "null" : "true"));
    }

    private ReleaseOnCluster release(String name, String image) {
        return release(name, image, "{after: 0s, action: stay}");
    }

    /** With time enough for a cluster that comes to itself again. */
    private ReleaseOnCluster release(String name, String image, String holdPolicy) {
        ClusterPlan plan =
                ClusterPlan.quick(erp, name, image)
                        .with("holdPolicy: {after: 0s, action: stay}", "holdPolicy: " + holdPolicy)
                        .with("preflight: 30s", "preflight: 2m")
                        .with("deploy: 30s", "deploy: 2m")
                        .with("smoke: 20s", "smoke: 2m")
                        .with("shift: 20s", "shift: 2m");
        return new ReleaseOnCluster(erp, plan, directory);
    }

    private void isBackOnV1(ReleaseOnCluster release) {
        assertThat(erp.routes()).isEqualTo(erp.rendered(release.back()));
        assertThat(Objects.requireNonNull(erp.deployment("v2")).getSpec().getReplicas()).isZero();
        assertThat(erp.ready("v1")).isEqualTo(1);
    }
}
