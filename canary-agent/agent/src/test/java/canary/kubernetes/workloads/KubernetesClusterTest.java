package canary.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.kubernetes.MockCluster;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

class KubernetesClusterTest {

    private static final Path MANIFESTS = Path.of("../../k8s");

    private MockCluster mock;
    private KubernetesCluster cluster;

    @BeforeEach
    void start() {
        mock = new MockCluster();
        cluster = of("erp-system:v2", 2);
    }

    private KubernetesCluster of(@Nullable String image, int replicas) {
        return new KubernetesCluster(
                mock.api(),
                new Plan.Version("v1", 3, null),
                new Plan.Version("v2", replicas, image),
                PodAddresses.direct());
    }

    @AfterEach
    void stop() {
        mock.close();
    }

    private void apply(String file) throws Exception {
        mock.apply(Files.readString(MANIFESTS.resolve(file)));
    }

    private void applyStable() throws Exception {
        apply("deployment-v1.yaml");
        apply("hpa-v1.yaml");
        apply("pdb-v1.yaml");
    }

    private Deployment deployment(String version) {
        return mock.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-" + version)
                .get();
    }

    private HorizontalPodAutoscaler autoscaler(String version) {
        return mock.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-" + version)
                .get();
    }

    private PodDisruptionBudget budget(String version) {
        return mock.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-" + version)
                .get();
    }

    /** The very manifest of v2 differs from that of v1 in nothing else, too. */
    @Test
    void makes_the_canary_as_its_manifest_would() throws Exception {
        applyStable();
        cluster.scale("v2", 2);
        Deployment made = deployment("v2");
        try (MockCluster other = new MockCluster()) {
            other.apply(Files.readString(MANIFESTS.resolve("deployment-v2.yaml")));
            Deployment manifest =
                    other.client()
                            .apps()
                            .deployments()
                            .inNamespace(MockCluster.NAMESPACE)
                            .withName("erp-system-v2")
                            .get();
            manifest.getSpec().setReplicas(2);
            assertThat(made.getSpec()).isEqualTo(manifest.getSpec());
            assertThat(made.getMetadata().getLabels())
                    .isEqualTo(manifest.getMetadata().getLabels());
        }
        assertThat(autoscaler("v2").getSpec().getScaleTargetRef().getName())
                .isEqualTo("erp-system-v2");
        assertThat(budget("v2").getSpec().getSelector().getMatchLabels())
                .isEqualTo(Map.of("app", "erp-system", "version", "v2"));
        assertThat(cluster.desired("v2")).hasValue(2);
    }

    @Test
    void what_stable_has_not_the_canary_has_not() throws Exception {
        apply("deployment-v1.yaml");
        cluster.scale("v2", 1);
        assertThat(autoscaler("v2")).isNull();
        assertThat(budget("v2")).isNull();
        assertThat(deployment("v2")).isNotNull();
    }

    @Test
    void leaves_behind_what_belongs_to_stable_alone() throws Exception {
        applyStable();
        mock.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-v1")
                .edit(
                        it -> {
                            it.getMetadata()
                                    .setAnnotations(
                                            new HashMap<>(
                                                    Map.of(
                                                            "deployment.kubernetes.io/revision",
                                                            "7",
                                                            "kubectl.kubernetes.io/last-applied-configuration",
                                                            "{}",
                                                            "erp-release/phase",
                                                            "promoted",
                                                            "team",
                                                            "erp")));
                            return it;
                        });
        cluster.scale("v2", 1);
        assertThat(deployment("v2").getMetadata().getAnnotations())
                .isEqualTo(Map.of("team", "erp", Marks.MADE_FROM, "v1"));
        assertThat(deployment("v2").getMetadata().getUid())
                .isNotEqualTo(deployment("v1").getMetadata().getUid());
    }

    @Test
    void asked_again_it_makes_nothing_twice_and_goes_on_where_it_was_killed() throws Exception {
        applyStable();
        apply("pdb-v2.yaml");
        cluster.scale("v2", 2);
        cluster.scale("v2", 2);
        assertThat(deployment("v2").getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void says_what_is_missing_to_make_a_canary() throws Exception {
        assertThatThrownBy(() -> cluster.scale("v2", 1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no Deployment erp-system-v1");
        applyStable();
        assertThatThrownBy(() -> of(null, 1).scale("v2", 1))
                .hasMessageContaining("the plan must say canary.image");
        assertThatThrownBy(() -> cluster.scale("v0", 1))
                .hasMessageContaining("there is no Deployment erp-system-v0");
    }

    @Test
    void takes_no_copies_away_but_all() throws Exception {
        applyStable();
        cluster.scale("v1", 2);
        assertThat(cluster.desired("v1")).hasValue(3);
        cluster.scale("v1", 5);
        assertThat(cluster.desired("v1")).hasValue(5);
        cluster.scale("v1", 0);
        assertThat(cluster.desired("v1")).hasValue(0);
    }

    @Test
    void keeps_the_autoscaler_from_taking_copies_away_and_gives_it_back() throws Exception {
        applyStable();
        cluster.scale("v1", 5);
        assertThat(autoscaler("v1").getSpec().getMinReplicas()).isEqualTo(5);
        cluster.scale("v1", 6);
        assertThat(autoscaler("v1").getSpec().getMinReplicas()).isEqualTo(6);
        cluster.scale("v1", 4);
        assertThat(autoscaler("v1").getSpec().getMinReplicas()).isEqualTo(6);
        cluster.scale("v2", 2);
        assertThat(autoscaler("v2").getSpec().getMinReplicas()).isEqualTo(3);
        cluster.scale("v2", 0);
        assertThat(autoscaler("v1").getSpec().getMinReplicas()).isEqualTo(3);
        assertThat(autoscaler("v1").getMetadata().getAnnotations())
                .doesNotContainKey("erp-release/min-replicas");
        assertThat(cluster.desired("v1")).hasValue(6);
    }

    @Test
    void an_autoscaler_that_allows_fewer_is_named() throws Exception {
        applyStable();
        KubernetesCluster many = of("erp-system:v2", 9);
        many.scale("v2", 9);
        assertThat(many.problem("v2"))
                .isEqualTo("its autoscaler erp-system-v2 allows 8 copies, the plan wants 9");
    }

    @Test
    void gives_an_existing_canary_the_plans_image() throws Exception {
        applyStable();
        apply("deployment-v2.yaml");
        of("registry.example/erp-system:v2.1", 1).scale("v2", 1);
        assertThat(image("v2")).isEqualTo("registry.example/erp-system:v2.1");
        of(null, 1).scale("v2", 1);
        assertThat(image("v2")).isEqualTo("registry.example/erp-system:v2.1");
        assertThat(image("v1")).isEqualTo("erp-system:v1");
    }

    private String image(String version) {
        return deployment(version)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    @Test
    void retires_a_version_with_all_that_belongs_to_it_and_again() throws Exception {
        applyStable();
        cluster.scale("v2", 2);
        cluster.retire("v1");
        cluster.retire("v1");
        assertThat(deployment("v1")).isNull();
        assertThat(autoscaler("v1")).isNull();
        assertThat(budget("v1")).isNull();
        assertThat(deployment("v2")).isNotNull();
        assertThat(cluster.desired("v1")).isEmpty();
        assertThat(cluster.pods("v1")).isEmpty();
    }

    @Test
    void a_cluster_that_does_not_answer_has_no_pods_to_tell_of() {
        mock.server()
                .expect()
                .get()
                .withPath(
                        "/api/v1/namespaces/erp/pods?labelSelector=app%3Derp-system%2Cversion%3Dv1")
                .andReturn(503, "")
                .once();
        assertThatThrownBy(() -> cluster.pods("v1"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot list pods of erp-system-v1 in namespace erp");
    }

    @Test
    void a_copy_that_somebody_else_scales_meanwhile_is_not_taken_away() throws Exception {
        applyStable();
        mock.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-v1")
                .edit(
                        it -> {
                            it.getSpec().setReplicas(8);
                            return it;
                        });
        // Its read of before says 3.
        mock.server()
                .expect()
                .get()
                .withPath("/apis/apps/v1/namespaces/erp/deployments/erp-system-v1")
                .andReturn(200, withReplicas(3))
                .once();
        assertThatThrownBy(() -> cluster.scale("v1", 5)).isInstanceOf(UncheckedIOException.class);
        assertThat(cluster.desired("v1")).hasValue(8);
    }

    private Deployment withReplicas(int replicas) {
        Deployment it = deployment("v1");
        it.getSpec().setReplicas(replicas);
        return it;
    }
}
