package canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.TinyWorld;
import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.store.FaultyApiServer;
import canary.operations.Place;
import canary.operations.RefusedException;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The commands against releases that a cluster keeps, from more than one terminal. */
class ClusterCommandsTest {

    @TempDir Path directory;
    private final FaultyApiServer server = new FaultyApiServer();
    private final List<List<String>> opened = new ArrayList<>();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Place agents;

    @BeforeEach
    void begin() {
        agents = Place.cluster(server::api, directory.resolve("agent"));
    }

    @AfterEach
    void end() {
        agents.close();
        server.close();
    }

    @Test
    void any_option_that_names_a_cluster_or_a_pod_around_it_means_the_clusters_releases() {
        underWay("next", watching());
        assertThat(release("status", "--cluster")).isZero();
        assertThat(release("status", "--context", "prod", "--namespace=erp", "--app", "shop-x"))
                .isEqualTo(1);
        assertThat(inPod("history")).isZero();
        assertThat(opened)
                .contains(List.of("", "", "erp-system"), List.of("prod", "erp", "shop-x"))
                .hasSize(3);
        assertThat(inPod("history", "--local")).isZero();
        assertThat(release("history")).isZero();
        assertThat(opened).hasSize(3);
        assertThat(shown())
                .contains("next: v1 -> v2")
                .contains("phase    watching at 5 %")
                .contains("agent    not at work")
                .contains("there is no release of shop-x in namespace erp");
        assertThatThrownBy(() -> run(places(Map.of()), "status", "--local", "--cluster"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--local does not go with");
    }

    @Test
    void two_terminals_leave_orders_for_the_agent_at_work_with_who_and_why() {
        KeptRelease release = underWay("next", watching());
        try (KeptRelease.Hold _ = release.hold(plan("next"), () -> {})) {
            assertThat(release("pause", "--cluster", "--why", "month end")).isZero();
            assertThat(release("rollback", "next", "--cluster")).isZero();
            Set<String> seen = new TreeSet<>();
            Order first = release.orders().oldest(seen, false);
            seen.add(first.id());
            Order second = release.orders().oldest(seen, false);
            assertThat(first.verb()).isEqualTo(Order.Verb.PAUSE);
            assertThat(first.by()).isEqualTo(System.getProperty("user.name") + " (month end)");
            assertThat(second.verb()).isEqualTo(Order.Verb.ROLLBACK);
        }
        assertThat(shown()).contains("rollback asked of next; its agent obeys at its next tick");
    }

    @Test
    void where_no_agent_is_at_work_the_terminal_becomes_it() throws IOException {
        try (TinyWorld world = new TinyWorld()) {
            String text =
                    Plans.quick(
                            "next",
                            world.control() + "",
                            world.metrics() + "",
                            world.entrance() + "");
            underWay("next", text, new Groundwork.Preflight(Instant.now()));
            assertThat(release("resume", "--cluster")).isZero();
            assertThat(world.split().stable()).isEqualTo("v2");
        }
        assertThat(shown()).contains("no agent is at work on next, this one goes on");
        shown.reset();
        assertThat(release("report", "--cluster")).isZero();
        assertThat(shown()).contains("# Release next: PROMOTED");
        Path json = directory.resolve("out.json");
        assertThat(elsewhere("report", "--cluster", "--json", json.toString())).isZero();
        assertThat(Files.readString(json)).contains("\"outcome\" : \"promoted\"");
        assertThatThrownBy(() -> run(places(Map.of()), "promote", "--cluster"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("next has ended (promoted), there is nothing to promote");
    }

    @Test
    void a_plan_says_itself_where_it_is_carried_out() throws IOException {
        Path local = Files.writeString(directory.resolve("local.yaml"), text("next"));
        assertThatThrownBy(() -> run(places(Map.of()), "start", local.toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("say --local");
        Path cluster =
                Files.writeString(
                        directory.resolve("cluster.yaml"),
                        """
                        release: next
                        stable: {version: v1}
                        canary: {version: v2, image: "erp-system:v2"}
                        cluster:
                          context: prod
                          namespace: shop
                          entrance: http://127.0.0.1:1
                          probe: {username: probe, password: secret}
                        """);
        assertThatThrownBy(() -> run(places(Map.of()), "start", cluster.toString(), "--local"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--local does not go with");
        assertThatThrownBy(() -> run(places(Map.of()), "start", cluster.toString()))
                .isInstanceOf(PlanException.class)
                .hasMessage("cluster.namespace: must be erp here, not shop");
        assertThat(opened).containsExactly(List.of("prod", "shop", "erp-system"));
    }

    private int release(String command, String... arguments) {
        return exitCode(places(Map.of()), command, arguments);
    }

    private int elsewhere(String command, String... arguments) {
        return exitCode(
                new Places(directory.resolve("elsewhere"), Map.of(), this::open),
                command,
                arguments);
    }

    private int inPod(String command, String... arguments) {
        return exitCode(places(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1")), command, arguments);
    }

    private int exitCode(Places places, String command, String... arguments) {
        try {
            return run(places, command, arguments);
        } catch (RefusedException e) {
            shown.writeBytes(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            return 1;
        }
    }

    private int run(Places places, String command, String... arguments) {
        return new ReleaseCommands(places, new PrintStream(shown, true, StandardCharsets.UTF_8))
                .run(command, List.of(arguments));
    }

    private Places places(Map<String, String> environment) {
        return new Places(directory.resolve("terminal"), environment, this::open);
    }

    private KubernetesApi open(String context, String namespace, String app) {
        opened.add(List.of(context, namespace, app));
        return server.api(app);
    }

    private KeptRelease underWay(String name, Phase phase) {
        return underWay(name, text(name), phase);
    }

    /** A release whose agent is gone. */
    private KeptRelease underWay(String name, String text, Phase phase) {
        Plan plan = PlanFile.parse(text, _ -> null);
        KeptRelease release = agents.releases().prepare(plan, text);
        try (KeptRelease.Hold _ = release.hold(plan, () -> {});
                Journal journal = release.journal()) {
            Entry opening = Entry.opening(Instant.now());
            journal.append(opening);
            journal.append(opening.goingOn(Instant.now(), phase, "why"));
        }
        return release;
    }

    private static Phase watching() {
        return new Live.Watching(0, Instant.now());
    }

    private static Plan plan(String name) {
        return PlanFile.parse(text(name), _ -> null);
    }

    private static String text(String name) {
        return Plans.quick(
                name, "http://127.0.0.1:1", "http://127.0.0.1:1/m", "http://127.0.0.1:1");
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
