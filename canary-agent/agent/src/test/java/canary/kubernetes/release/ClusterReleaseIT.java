package canary.kubernetes.release;

import static org.assertj.core.api.Assertions.assertThat;

import canary.Main;
import canary.rollout.Ended;

import io.fabric8.kubernetes.api.model.events.v1.Event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Whole releases on a real control plane, with users behind a real Envoy. */
@ExtendWith(OneErp.class)
class ClusterReleaseIT {

    private static final int PER_SECOND = 100;

    @TempDir Path directory;
    private final ClusterErp erp;

    ClusterReleaseIT(ClusterErp erp) {
        this.erp = erp;
    }

    @Test
    void a_good_version_is_promoted_and_the_old_one_goes() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                EnvoyCounters envoy = new EnvoyCounters(erp);
                ReleaseOnCluster release = release("good", "erp-system:v2")) {
            long before = envoy.sentTo("v2");
            assertThat(release.await()).as(release.said()).isZero();
            assertThat(erp.routes()).isEqualTo(erp.rendered(release.promoted()));
            assertThat(erp.deployment("v1")).isNull();
            assertThat(erp.ready("v2")).isEqualTo(1);
            assertThat(users.failures()).isEmpty();
            assertThat(envoy.sentTo("v2") - before).isGreaterThanOrEqualTo(users.answeredBy("v2"));
            assertThat(reasons("erp-system-v2")).contains("Shifting", "Watching", "Promoted");
            assertThat(annotations("v2"))
                    .containsEntry("erp-release/name", "good")
                    .containsEntry("erp-release/phase", "promoted");
        }
    }

    @Test
    void a_version_that_fails_is_rolled_back_and_proven() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("errors", "erp-system:v2-errors")) {
            assertThat(release.await()).as(release.said()).isEqualTo(3);
            isBackOnV1(release);
            String report = release.kept().published().orElseThrow().markdown();
            assertThat(report).contains("errors: v2 fails").contains("the stock cannot be read");
            assertThat(reasons("erp-system-v2")).contains("Restoring", "RolledBack");
            assertThat(annotations("v1")).containsEntry("erp-release/phase", "rolled-back");
            assertThat(condition("v2")).contains("RolledBack", "errors: v2 fails");
            assertThat(users.failures()).allMatch(it -> it.version().equals("v2"));
        }
    }

    @Test
    void a_version_that_is_slow_is_rolled_back_and_no_request_fails() {
        try (ErpUsers users = new ErpUsers(erp.entrance(), PER_SECOND);
                ReleaseOnCluster release = release("slow", "erp-system:v2-slow")) {
            assertThat(release.await()).as(release.said()).isEqualTo(3);
            isBackOnV1(release);
            assertThat(release.last().why()).contains("latency");
            assertThat(users.failures()).isEmpty();
        }
    }

    @Test
    void the_command_line_carries_a_release_out_and_tells_it() {
        ClusterPlan plan = ClusterPlan.quick(erp, "by-hand", "erp-system:v2");
        Path file = ClusterErp.write(directory.resolve("plan.yaml"), plan.text());
        Path kubeconfig = erp.agentKubeconfig(directory);
        try (ErpUsers _ = new ErpUsers(erp.entrance(), PER_SECOND);
                ClusterAgentProcess agent =
                        ClusterAgentProcess.start(
                                kubeconfig,
                                directory.resolve("one"),
                                Main.class,
                                "release",
                                "start",
                                file.toString())) {
            assertThat(agent.await()).as(agent.said()).isZero();
            assertThat(erp.routes()).isEqualTo(erp.rendered(plan.plan().promoted()));
        }
        try (ClusterAgentProcess elsewhere =
                ClusterAgentProcess.start(
                        kubeconfig,
                        directory.resolve("two"),
                        Main.class,
                        "release",
                        "report",
                        "by-hand",
                        "--cluster")) {
            assertThat(elsewhere.await()).as(elsewhere.said()).isZero();
            assertThat(elsewhere.said()).contains("v2 is stable now");
        }
    }

    private ReleaseOnCluster release(String name, String image) {
        return new ReleaseOnCluster(erp, ClusterPlan.quick(erp, name, image), directory);
    }

    private void isBackOnV1(ReleaseOnCluster release) {
        Ended.RolledBack end = (Ended.RolledBack) release.last().phase();
        assertThat(end.verifiedAt()).isNotNull();
        assertThat(erp.routes()).isEqualTo(erp.rendered(release.back()));
        assertThat(Objects.requireNonNull(erp.deployment("v2")).getSpec().getReplicas()).isZero();
        assertThat(erp.ready("v1")).isEqualTo(1);
    }

    private Map<String, String> annotations(String version) {
        return Objects.requireNonNull(erp.deployment(version)).getMetadata().getAnnotations();
    }

    private String condition(String version) {
        return Objects.requireNonNull(erp.deployment(version)).getStatus().getConditions().stream()
                .filter(it -> it.getType().equals("CanaryRelease"))
                .map(it -> it.getReason() + " " + it.getMessage())
                .findFirst()
                .orElse("");
    }

    private List<String> reasons(String object) {
        Stream<Event> events =
                erp
                        .client()
                        .events()
                        .v1()
                        .events()
                        .inNamespace(erp.namespace())
                        .list()
                        .getItems()
                        .stream();
        return events.filter(it -> it.getRegarding().getName().equals(object))
                .map(Event::getReason)
                .toList();
    }
}
