package canary.kubernetes.release;

import static org.assertj.core.api.Assertions.assertThat;

import canary.kubernetes.RealCluster;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Canaries that cannot be had: the release is refused with the cluster's own reason. */
@ExtendWith(OneErp.class)
class ClusterRefusalIT {

    private static final int PER_SECOND = 50;

    @TempDir Path directory;
    private final ClusterErp erp;

    ClusterRefusalIT(ClusterErp erp) {
        this.erp = erp;
    }

    @Test
    void a_canary_that_never_gets_ready() {
        assertThat(refused("never-ready", "erp-system:v2-never-ready", "8s"))
                .contains("the canary's pods are not all ready");
    }

    @Test
    void a_canary_that_ends_by_itself() {
        assertThat(refused("crash", "erp-system:v2-crash", "12s"))
                .contains("ends by itself: exit 3")
                .contains("restarts");
    }

    @Test
    void an_image_that_nobody_has() {
        assertThat(refused("no-image", "erp-system:nowhere", "8s"))
                .contains("image erp-system:nowhere cannot be pulled");
    }

    @Test
    void a_namespace_whose_quota_is_used_up() {
        RealCluster.until(
                "no other pod is left",
                () ->
                        erp.client().pods().inNamespace(erp.namespace()).list().getItems().size()
                                == 1);
        var quota =
                erp.client()
                        .resourceQuotas()
                        .inNamespace(erp.namespace())
                        .resource(
                                new ResourceQuotaBuilder()
                                        .withNewMetadata()
                                        .withName("small")
                                        .endMetadata()
                                        .withNewSpec()
                                        .withHard(Map.of("pods", new Quantity("1")))
                                        .endSpec()
                                        .build());
        quota.create();
        try {
            RealCluster.until("the quota counts", () -> quota.get().getStatus().getUsed() != null);
            assertThat(refused("quota", "erp-system:v2", "8s"))
                    .contains("pods cannot be made")
                    .contains("exceeded quota: small");
        } finally {
            quota.delete();
        }
    }

    /** Why it was refused; no user has noticed. */
    private String refused(String name, String image, String patience) {
        ClusterPlan plan =
                ClusterPlan.quick(erp, name, image).with("deploy: 30s", "deploy: " + patience);
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = new ReleaseOnCluster(erp, plan, directory)) {
            assertThat(release.await()).as(release.said()).isEqualTo(5);
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.back()));
            assertThat(Objects.requireNonNull(erp.deployment("v2")).getSpec().getReplicas())
                    .isZero();
            assertThat(users.answeredBy("v2")).isZero();
            assertThat(users.failures()).isEmpty();
            return release.last().why();
        }
    }
}
