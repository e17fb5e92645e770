package canary.kubernetes.release;

import static org.assertj.core.api.Assertions.assertThat;

import canary.kubernetes.RealCluster;
import canary.mesh.Split;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Rollback;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Others who write the VirtualService while a release runs. */
@ExtendWith(OneErp.class)
class ClusterMeddlingIT {

    private static final int PER_SECOND = 100;
    private static final int BETWEEN_PATCHES_MILLIS = 50;

    /** Seldom enough that the agent sees its own weight in force in between. */
    private static final int BETWEEN_SYNCS_MILLIS = 1500;

    private static final int OFTEN = 8;

    @TempDir Path directory;
    private final ClusterErp erp;
    private final AtomicInteger patched = new AtomicInteger();

    ClusterMeddlingIT(ClusterErp erp) {
        this.erp = erp;
    }

    @Test
    void somebody_who_writes_other_fields_all_the_time_is_no_obstacle() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ScheduledExecutorService _ =
                        again(
                                BETWEEN_PATCHES_MILLIS,
                                () ->
                                        patch(
                                                Map.of(
                                                        "metadata",
                                                        Map.of(
                                                                "annotations",
                                                                Map.of(
                                                                        "somebody/count",
                                                                        patched.incrementAndGet()
                                                                                + "")))));
                ReleaseOnCluster release = release("conflicts", "erp-system:v2")) {
            assertThat(release.await()).as(release.said()).isZero();
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.promoted()));
            assertThat(release.last().drift().times()).isZero();
            assertThat(patched.get()).isGreaterThan(20);
            assertThat(users.failures()).isEmpty();
        }
    }

    @Test
    void weights_and_routes_that_a_person_writes_are_mended_and_told() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("by-a-person", "erp-system:v2")) {
            release.until(Live.Watching.class);
            write(erp.rendered(split(release, 70)));
            RealCluster.until("the weight is seen", () -> release.last().drift().times() == 1);
            RealCluster.until("it is set again", () -> release.last().drift().isInForce());
            List<Object> foreign = new ArrayList<>(List.of(alone("v2")));
            foreign.addAll((List<?>) erp.routes());
            write(foreign);
            assertThat(release.await()).as(release.said()).isZero();
            assertThat(release.last().drift().times()).isEqualTo(2);
            assertThat(release.said()).contains("changed from outside");
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.promoted()));
            assertThat(users.failures()).isEmpty();
        }
    }

    @Test
    void a_program_that_puts_the_weight_back_holds_the_release() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("gitops", "erp-system:v2")) {
            Object inGit = erp.rendered(release.back());
            release.until(Live.Watching.class);
            try (ScheduledExecutorService _ = again(BETWEEN_SYNCS_MILLIS, () -> write(inGit))) {
                assertThat(release.await()).as(release.said()).isEqualTo(4);
            }
            assertThat(release.last().why()).contains("as GitOps does");
            assertThat(erp.routes()).isIn(inGit, erp.rendered(split(release, 20)));
            assertThat(users.failures()).isEmpty();
        }
    }

    @Test
    void users_are_taken_off_a_bad_version_whoever_puts_them_back() {
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND);
                EnvoyCounters envoy = new EnvoyCounters(erp);
                ReleaseOnCluster release = release("put-back", "erp-system:v2-errors")) {
            Object bad = erp.rendered(split(release, 50));
            release.until(Rollback.Restoring.class);
            try (ScheduledExecutorService _ =
                    again(
                            BETWEEN_PATCHES_MILLIS,
                            () -> {
                                write(bad);
                                patched.incrementAndGet();
                            })) {
                RealCluster.until("it was put back often", () -> patched.get() >= OFTEN);
                assertThat(release.hasEnded()).isFalse();
            }
            assertThat(release.await()).as(release.said()).isEqualTo(3);
            assertThat(((Ended.RolledBack) release.last().phase()).verifiedAt()).isNotNull();
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.back()));
            assertThat(Objects.requireNonNull(erp.deployment("v2")).getSpec().getReplicas())
                    .isZero();
            assertThat(envoy.sentTo("v2")).isPositive();
        }
    }

    private ReleaseOnCluster release(String name, String image) {
        return new ReleaseOnCluster(erp, ClusterPlan.quick(erp, name, image), directory);
    }

    private static Split split(ReleaseOnCluster release, int percent) {
        return release.plan().split(percent);
    }

    private static Map<String, Object> alone(String version) {
        return Map.of(
                "name",
                "by-hand",
                "match",
                List.of(Map.of("uri", Map.of("prefix", "/api/v1/nobody"))),
                "route",
                List.of(
                        Map.of(
                                "destination",
                                Map.of(
                                        "host",
                                        ClusterErp.APP,
                                        "subset",
                                        version,
                                        "port",
                                        Map.of("number", 80)))));
    }

    private void write(Object http) {
        patch(Map.of("spec", Map.of("http", http)));
    }

    private void patch(Map<String, Object> change) {
        erp.virtualService()
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        erp.client().getKubernetesSerialization().asJson(change));
    }

    /** Does something again and again, as programs do: a failure is tried again. */
    private static ScheduledExecutorService again(int millis, Runnable what) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleWithFixedDelay(
                () -> {
                    try {
                        what.run();
                    } catch (KubernetesClientException e) {
                        System.err.println("refused: " + e.getMessage());
                    }
                },
                0,
                millis,
                TimeUnit.MILLISECONDS);
        return clock;
    }
}
