package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.io.EntranceTakenException;
import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.kubernetes.RealCluster;
import canary.kubernetes.api.ApiFailure;
import canary.kubernetes.api.KubernetesApi;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/** What the mock cannot show: the real API server's conflicts, limits and rights. */
class ClusterStoreIT {

    private static final Path ROLES = home().resolve("k8s/base");

    @TempDir Path directory;
    private RealCluster cluster;
    private String namespace;
    private KubernetesApi agent;
    private KubernetesApi operator;

    @BeforeEach
    void begin() throws IOException {
        cluster = RealCluster.shared();
        namespace = cluster.namespace(ClusterStoreIT.class);
        agent = account("canary-agent", "agent-role.yaml");
        operator = account("operator", "operator-role.yaml");
    }

    @AfterEach
    void end() {
        if (agent != null) {
            agent.close();
            operator.close();
            cluster.remove(namespace);
        }
    }

    @Test
    void the_agents_account_keeps_a_release_and_sets_it_aside() {
        run("next", new Ended.Promoted(Instant.now())).publish("# report", "{}");
        run("next", new Live.Watching(0, Instant.now()));
        assertThat(releases(agent).list())
                .extracting(KeptRelease::name)
                .containsExactly("next-1", "next");
        KeptRelease aside = releases(operator).find("next-1").orElseThrow();
        assertThat(aside.published().orElseThrow().markdown()).isEqualTo("# report");
        assertThat(aside.peek()).hasSize(2);
    }

    @Test
    void an_operators_account_looks_and_gives_orders_and_takes_nothing() {
        KeptRelease ours = run("next", new Live.Watching(0, Instant.now()));
        KeptRelease seen = releases(operator).find("next").orElseThrow();
        String id = seen.orders().put(new Order("", Order.Verb.PAUSE, "ann"), Instant.now());
        assertThat(ours.orders().oldest(Set.of(), false).id()).isEqualTo(id);
        assertThat(seen.isAtWork()).isFalse();
        assertThat(releases(operator).asker())
                .startsWith("system:serviceaccount:" + namespace + ":operator (");
        assertThatThrownBy(() -> seen.hold(plan("next"), () -> {}))
                .isInstanceOf(ApiFailure.class)
                .matches(failure -> ((ApiFailure) failure).isForbidden());
    }

    @Test
    void one_agent_at_a_time_and_who_was_deposed_writes_no_more() {
        KeptRelease first = releases(agent).prepare(plan("next"), text("next"));
        KeptRelease second = releases(agent).find("next").orElse(null);
        assertThat(second).as("begun by nobody").isNull();
        try (KeptRelease.Hold _ = first.hold(plan("next"), () -> {});
                Journal journal = first.journal()) {
            journal.append(Entry.opening(Instant.now()));
            KeptRelease other = releases(agent).find("next").orElseThrow();
            assertThat(other.isAtWork()).isTrue();
            assertThat(other.showsLife()).isTrue();
            assertThatThrownBy(() -> other.hold(plan("next"), () -> {}))
                    .isInstanceOf(EntranceTakenException.class)
                    .hasMessageContaining("release next is under way");
            ConfigMapStore.Writer claims = new ConfigMapStore.Writer("b", _ -> {});
            ReleasePlace place = place();
            ConfigMapStore.toWrite(
                            place.maps(),
                            place.id("next"),
                            ReleaseState.toRead(place.maps(), place.id("next"), place.clock()),
                            place.clock(),
                            claims)
                    .read();
            assertThatThrownBy(() -> journal.append(Entry.opening(Instant.now())))
                    .hasMessageContaining("written by b now");
        }
    }

    private ReleasePlace place() {
        return new ReleasePlace(
                new KubeObjects<>(agent, ConfigMap.class),
                new KubeObjects<>(agent, Lease.class),
                "erp-system",
                directory,
                LeaseTiming.STANDARD,
                LeaseClock.SYSTEM);
    }

    private KeptRelease run(String name, Phase phase) {
        KeptRelease release = releases(agent).prepare(plan(name), text(name));
        try (KeptRelease.Hold _ = release.hold(plan(name), () -> {});
                Journal journal = release.journal()) {
            Entry opening = Entry.opening(Instant.now());
            journal.append(opening);
            journal.append(opening.goingOn(Instant.now(), phase, "why"));
        }
        return release;
    }

    private ClusterReleases releases(KubernetesApi api) {
        return new ClusterReleases(api, directory);
    }

    private KubernetesApi account(String name, String roleFile) throws IOException {
        KubernetesClient admin = cluster.client();
        ServiceAccount account =
                new ServiceAccountBuilder().withNewMetadata().withName(name).endMetadata().build();
        admin.serviceAccounts().inNamespace(namespace).resource(account).create();
        Role role;
        try (var file = Files.newInputStream(ROLES.resolve(roleFile))) {
            role = admin.rbac().roles().load(file).item();
        }
        admin.rbac().roles().inNamespace(namespace).resource(role).create();
        admin.rbac()
                .roleBindings()
                .inNamespace(namespace)
                .resource(
                        new RoleBindingBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewRoleRef(
                                        "rbac.authorization.k8s.io",
                                        "Role",
                                        role.getMetadata().getName())
                                .addNewSubject("", "ServiceAccount", name, namespace)
                                .build())
                .create();
        return new KubernetesApi(cluster.as(namespace, name), namespace, "erp-system");
    }

    private static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("k8s/base"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Plan plan(String name) {
        return PlanFile.parse(text(name), _ -> null);
    }

    private static String text(String name) {
        return Plans.quick(
                name, "http://127.0.0.1:1", "http://127.0.0.1:1/m", "http://127.0.0.1:1");
    }
}
