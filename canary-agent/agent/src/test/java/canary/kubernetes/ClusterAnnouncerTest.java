package canary.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Ended;
import canary.rollout.Preparation;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class ClusterAnnouncerTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private MockCluster mock;
    private ClusterAnnouncer announcer;

    @BeforeEach
    void start() {
        mock = new MockCluster();
        mock.apply(deployment("v1"));
        mock.apply(deployment("v2"));
        mock.apply(
                """
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: erp-system}
                spec: {hosts: [erp-system]}
                """);
        announcer = new ClusterAnnouncer(mock.api(), plan(), true);
    }

    @AfterEach
    void stop() {
        announcer.close();
        mock.close();
    }

    private static Plan plan() {
        return PlanFile.parse(
                "release: spring\nstable: {version: v1}\ncanary: {version: v2}\n", _ -> null);
    }

    private static String deployment(String version) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: erp-system-%1$s, annotations: {team: erp}}
        spec:
          selector: {matchLabels: {version: %1$s}}
          template: {metadata: {labels: {version: %1$s}}, spec: {containers: [{name: a, image: b}]}}
        """
                .formatted(version);
    }

    private static Entry deploying(String why) {
        return Entry.opening(NOON).goingOn(NOON, new Preparation.Deploying(NOON), why);
    }

    private static Entry rolledBack() {
        return Entry.opening(NOON)
                .goingOn(
                        NOON.plusSeconds(9),
                        new Ended.RolledBack(NOON.plusSeconds(9), "errors", NOON, NOON),
                        "errors: 2 % of v2's requests fail");
    }

    private Deployment canary() {
        return mock.client()
                .apps()
                .deployments()
                .inNamespace(MockCluster.NAMESPACE)
                .withName("erp-system-v2")
                .get();
    }

    private List<Event> events() {
        return mock.client()
                .events()
                .v1()
                .events()
                .inNamespace(MockCluster.NAMESPACE)
                .list()
                .getItems();
    }

    @Test
    void whoever_looks_at_the_objects_sees_where_the_release_stands() {
        announcer.announce(deploying("stable is well"));
        announcer.announce(rolledBack());
        announcer.close();
        assertThat(canary().getMetadata().getAnnotations())
                .containsEntry("team", "erp")
                .containsEntry("erp-release/name", "spring")
                .containsEntry("erp-release/phase", "rolled-back")
                .containsEntry("erp-release/weight", "unknown")
                .containsEntry("erp-release/since", "2026-11-27T12:00:09Z")
                .containsEntry("erp-release/why", "errors: 2 % of v2's requests fail");
        assertThat(
                        mock.get(
                                        "networking.istio.io/v1",
                                        "VirtualService",
                                        "virtualservices",
                                        "erp-system")
                                .getMetadata()
                                .getAnnotations())
                .containsEntry("erp-release/phase", "rolled-back");
    }

    @Test
    void each_step_is_an_event_on_each_object() {
        announcer.announce(deploying("stable is well"));
        announcer.announce(rolledBack());
        announcer.close();
        assertThat(events())
                .filteredOn(it -> it.getReason().equals("Deploying"))
                .hasSize(3)
                .allMatch(it -> it.getType().equals("Normal"));
        assertThat(events())
                .filteredOn(it -> it.getReason().equals("RolledBack"))
                .hasSize(3)
                .allMatch(it -> it.getType().equals("Warning"))
                .allMatch(it -> it.getNote().equals("errors: 2 % of v2's requests fail"))
                .extracting(it -> it.getRegarding().getKind())
                .containsExactlyInAnyOrder("Deployment", "Deployment", "VirtualService");
    }

    @Test
    void what_is_told_is_cut_by_bytes_as_kubernetes_counts_them() {
        Announcement told = Announcement.of("next", deploying("ü".repeat(1000)), null);
        assertThat(told.message().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeBetween(900, 1024);
        assertThat(told.message()).startsWith("üüü").endsWith("ü...");
    }

    @Test
    void what_says_nothing_new_is_not_told_again() {
        announcer.announce(deploying("stable is well"));
        announcer.announce(deploying("1 of 2 pods is ready"));
        announcer.announce(deploying("2 of 2 pods are ready"));
        announcer.close();
        assertThat(events()).hasSize(3);
    }

    @Test
    void what_the_account_may_not_do_keeps_nothing_else_from_being_told() {
        mock.server()
                .expect()
                .patch()
                .withPath("/apis/apps/v1/namespaces/erp/deployments/erp-system-v2/status")
                .andReturn(403, new StatusBuilder().withCode(403).withMessage("no").build())
                .always();
        announcer.announce(deploying("stable is well"));
        announcer.close();
        assertThat(canary().getMetadata().getAnnotations())
                .containsEntry("erp-release/phase", "deploying");
        assertThat(events()).hasSize(3);
    }

    @Test
    void a_silent_api_server_holds_nobody_up_and_is_told_once_it_answers() {
        mock.server()
                .expect()
                .patch()
                .withPath("/apis/apps/v1/namespaces/erp/deployments/erp-system-v2")
                .andReturn(503, "")
                .once();
        announcer.announce(deploying("stable is well"));
        announcer.announce(rolledBack());
        announcer.close();
        assertThat(canary().getMetadata().getAnnotations())
                .containsEntry("erp-release/phase", "rolled-back");
    }

    @Test
    void an_end_does_not_wait_for_an_api_server_that_is_gone() {
        mock.server().shutdown();
        for (int i = 0; i < 100; i++) {
            announcer.announce(
                    deploying("stable is well")
                            .goingOn(
                                    NOON, new Preparation.Deploying(NOON.plusSeconds(i)), "again"));
        }
        announcer.close();
        assertThat(announcer.isEnded()).isTrue();
    }
}
