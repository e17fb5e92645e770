package canary.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.kubernetes.MockCluster;
import canary.plan.Plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What clusters have that were not set up by this project's manifests. */
class OthersClustersTest {

    private static final Map<String, String> V1 = Map.of("app", "erp-system", "version", "v1");

    private MockCluster mock;
    private KubernetesCluster cluster;

    @BeforeEach
    void begin() {
        mock = new MockCluster();
        cluster = cluster("erp-system:v2");
    }

    @AfterEach
    void end() {
        mock.close();
    }

    private KubernetesCluster cluster(String image) {
        return new KubernetesCluster(
                mock.api(),
                new Plan.Version("v1", 3, null),
                new Plan.Version("v2", 2, image),
                PodAddresses.direct());
    }

    @Test
    void an_autoscaler_is_known_by_what_it_scales_whatever_it_is_called() {
        create(stable(V1));
        create(autoscaler("erp-hpa", 3));
        cluster.scale("v2", 2);
        assertThat(scaling("v2").getMetadata().getName()).isEqualTo("erp-system-v2");
        assertThat(scaling("v2").getSpec().getMinReplicas()).isEqualTo(3);
        cluster.retire("v1");
        assertThat(mock.client().autoscaling().v2().horizontalPodAutoscalers().list().getItems())
                .extracting(it -> it.getMetadata().getName())
                .containsExactly("erp-system-v2");
    }

    @Test
    void what_an_owner_sets_in_the_middle_of_a_release_stays() {
        create(stable(V1));
        create(autoscaler("erp-hpa", 3));
        new Autoscalers(mock.api()).raise("v1", 5);
        assertThat(scaling("v1").getSpec().getMinReplicas()).isEqualTo(5);
        mock.client()
                .autoscaling()
                .v2()
                .horizontalPodAutoscalers()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-hpa")
                .edit(
                        it -> {
                            it.getSpec().setMinReplicas(8);
                            return it;
                        });
        cluster.scale("v2", 0);
        HorizontalPodAutoscaler after = scaling("v1");
        assertThat(after.getSpec().getMinReplicas()).isEqualTo(8);
        assertThat(after.getMetadata().getAnnotations())
                .doesNotContainKeys(Marks.MIN_REPLICAS, Marks.RAISED_TO);
    }

    @Test
    void a_disruption_budget_is_known_by_what_it_selects() {
        create(stable(V1));
        create(
                new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("erp-budget")
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .withMatchLabels(Map.of("app", "erp-system"))
                        .addNewMatchExpression()
                        .withKey("version")
                        .withOperator("In")
                        .withValues("v1")
                        .endMatchExpression()
                        .endSelector()
                        .endSpec()
                        .build());
        cluster.scale("v2", 2);
        assertThat(budgets()).hasSize(2);
        PodDisruptionBudget made =
                budgets().stream()
                        .filter(it -> it.getMetadata().getName().equals("erp-system-v2"))
                        .findFirst()
                        .orElseThrow();
        assertThat(made.getSpec().getSelector().getMatchExpressions().getFirst().getValues())
                .containsExactly("v2");
        cluster.retire("v1");
        assertThat(budgets())
                .extracting(it -> it.getMetadata().getName())
                .containsExactly("erp-system-v2");
    }

    @Test
    void pods_that_no_selector_tells_apart_are_no_canary() {
        create(stable(Map.of("app", "erp-system")));
        assertThatThrownBy(() -> cluster.scale("v2", 2))
                .hasMessageContaining(
                        "the selector of Deployment erp-system-v1 does not tell its version");
        assertThat(cluster.problem("v2")).contains("does not tell its version");
        assertThat(deployment("v2")).isNull();
    }

    @Test
    void what_an_earlier_try_has_left_at_no_copies_is_made_anew() {
        create(stable(V1));
        cluster.scale("v2", 2);
        cluster.scale("v2", 0);
        mock.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-v1")
                .edit(
                        it -> {
                            it.getSpec().getTemplate().getSpec().setHostname("changed");
                            return it;
                        });
        cluster("erp-system:v2-fixed").scale("v2", 2);
        Deployment anew = Objects.requireNonNull(deployment("v2"));
        assertThat(anew.getSpec().getTemplate().getSpec().getHostname()).isEqualTo("changed");
        assertThat(anew.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
                .isEqualTo("erp-system:v2-fixed");
        assertThat(anew.getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void what_a_person_has_applied_stays_and_gets_its_image_everywhere() {
        create(stable(V1));
        create(
                new DeploymentBuilder(stable(Map.of("app", "erp-system", "version", "v2")))
                        .editMetadata()
                        .withName("erp-system-v2")
                        .endMetadata()
                        .editSpec()
                        .withReplicas(0)
                        .endSpec()
                        .build());
        cluster("erp-system:v2-fixed").scale("v2", 2);
        var pod = Objects.requireNonNull(deployment("v2")).getSpec().getTemplate().getSpec();
        assertThat(pod.getContainers().getFirst().getImage()).isEqualTo("erp-system:v2-fixed");
        assertThat(pod.getInitContainers().getFirst().getImage()).isEqualTo("erp-system:v2-fixed");
    }

    @Test
    void the_copy_is_not_tracked_by_those_who_track_stable_and_is_not_paused() {
        Deployment stable = stable(V1);
        stable.getMetadata()
                .setLabels(
                        Map.of(
                                "app", "erp-system",
                                "version", "v1",
                                "app.kubernetes.io/instance", "erp",
                                "app.kubernetes.io/managed-by", "Helm"));
        stable.getMetadata().setAnnotations(Map.of("argocd.argoproj.io/tracking-id", "erp:apps"));
        stable.getSpec().setPaused(true);
        create(stable);
        cluster.scale("v2", 2);
        Deployment copy = Objects.requireNonNull(deployment("v2"));
        assertThat(copy.getMetadata().getLabels())
                .isEqualTo(Map.of("app", "erp-system", "version", "v2"));
        assertThat(copy.getMetadata().getAnnotations()).isEqualTo(Map.of(Marks.MADE_FROM, "v1"));
        assertThat(copy.getSpec().getPaused()).isNull();
        assertThat(cluster.problem("v1")).contains("paused");
    }

    @Test
    void a_readiness_gate_that_keeps_a_pod_from_being_ready_is_named() {
        create(stable(V1));
        cluster.scale("v2", 2);
        create(
                new PodBuilder()
                        .withNewMetadata()
                        .withName("erp-system-v2-a")
                        .withLabels(Map.of("app", "erp-system", "version", "v2"))
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("erp-system")
                        .endContainer()
                        .addNewReadinessGate("example.com/warm")
                        .endSpec()
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build());
        assertThat(cluster.problem("v2"))
                .isEqualTo("erp-system-v2-a waits for its readiness gate example.com/warm");
    }

    private static Deployment stable(Map<String, String> selector) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("erp-system-v1")
                .withLabels(V1)
                .endMetadata()
                .withNewSpec()
                .withReplicas(3)
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(V1)
                .endMetadata()
                .withNewSpec()
                .addNewInitContainer()
                .withName("prepare")
                .withImage("erp-system:v1")
                .endInitContainer()
                .addNewContainer()
                .withName("erp-system")
                .withImage("erp-system:v1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    private static HorizontalPodAutoscaler autoscaler(String name, int min) {
        return new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withMinReplicas(min)
                .withMaxReplicas(10)
                .withNewScaleTargetRef("apps/v1", "Deployment", "erp-system-v1")
                .endSpec()
                .build();
    }

    private void create(HasMetadata object) {
        mock.client().resource(object).inNamespace(MockCluster.NAMESPACE).create();
    }

    private HorizontalPodAutoscaler scaling(String version) {
        return new Autoscalers(mock.api()).of(version).orElseThrow();
    }

    private List<PodDisruptionBudget> budgets() {
        return mock.client()
                .policy()
                .v1()
                .podDisruptionBudget()
                .inNamespace(MockCluster.NAMESPACE)
                .list()
                .getItems();
    }

    private @Nullable Deployment deployment(String version) {
        return mock.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-" + version)
                .get();
    }
}
