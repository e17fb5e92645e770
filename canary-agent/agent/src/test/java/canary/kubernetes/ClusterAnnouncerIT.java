package canary.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.PlanFile;
import canary.rollout.Ended;
import canary.rollout.Preparation;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.Serialization;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** What a real API server and the Deployments' own controller make of announcements. */
class ClusterAnnouncerIT {

    private static final Instant NOW = Instant.now();

    private RealCluster cluster;
    private String namespace;

    @BeforeEach
    void begin() {
        cluster = RealCluster.shared();
        namespace = cluster.namespace(ClusterAnnouncerIT.class);
        apply(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: erp-system-v2}
                spec:
                  replicas: 0
                  selector: {matchLabels: {app: erp-system, version: v2}}
                  template:
                    metadata: {labels: {app: erp-system, version: v2}}
                    spec: {containers: [{name: erp-system, image: announced:v2}]}
                """);
        RealCluster.until("its controller has seen it", () -> !conditions().isEmpty());
    }

    @AfterEach
    void end() {
        if (cluster != null) { // else it was skipped
            cluster.remove(namespace);
        }
    }

    private void apply(String yaml) {
        cluster.client()
                .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(namespace)
                .create();
    }

    private Deployment canary() {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("erp-system-v2")
                .get();
    }

    private List<DeploymentCondition> conditions() {
        Deployment canary = canary();
        return canary.getStatus() == null ? List.of() : canary.getStatus().getConditions();
    }

    @Test
    void the_controller_keeps_the_releases_condition_and_rolls_nothing_out_for_it() {
        int before = conditions().size();
        KubernetesApi api =
                new KubernetesApi(
                        new KubernetesClientBuilder()
                                .withConfig(
                                        KubernetesApi.limited(
                                                Config.fromKubeconfig(
                                                        cluster.kubeconfig().toFile())))
                                .withHttpClientFactory(new JdkHttpClientFactory())
                                .build(),
                        namespace,
                        "erp-system");
        try (api;
                ClusterAnnouncer announcer =
                        new ClusterAnnouncer(
                                api,
                                PlanFile.parse(
                                        "release: spring\n"
                                                + "stable: {version: v1}\n"
                                                + "canary: {version: v2}\n",
                                        _ -> null),
                                true)) {
            Entry opened = Entry.opening(NOW);
            announcer.announce(opened.goingOn(NOW, new Preparation.Deploying(NOW), "well"));
            announcer.announce(opened.goingOn(NOW, new Ended.Promoted(NOW), "all is well"));
        }
        assertThat(conditions()).hasSize(before + 1);
        assertThat(canary().getMetadata().getAnnotations())
                .containsEntry("erp-release/phase", "promoted");
        // The controller writes the status anew.
        cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .withName("erp-system-v2")
                .scale(1);
        RealCluster.until(
                "the controller has written the status",
                () -> Integer.valueOf(1).equals(canary().getStatus().getReplicas()));
        assertThat(conditions())
                .filteredOn(it -> it.getType().equals("CanaryRelease"))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.getStatus()).isEqualTo("False");
                            assertThat(it.getReason()).isEqualTo("Promoted");
                            assertThat(it.getMessage()).isEqualTo("all is well");
                        });
        assertThat(cluster.client().apps().replicaSets().inNamespace(namespace).list().getItems())
                .hasSize(1);
        List<Event> events =
                cluster.client().events().v1().events().inNamespace(namespace).list().getItems();
        assertThat(events)
                .filteredOn(it -> "canary-agent".equals(it.getReportingController()))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("Deploying", "Promoted");
    }
}
