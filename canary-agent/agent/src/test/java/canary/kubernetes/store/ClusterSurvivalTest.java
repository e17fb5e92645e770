package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.ReleaseRun;
import canary.agent.TinyWorld;
import canary.agent.io.EntranceTakenException;
import canary.agent.io.KeptRelease;
import canary.console.LineConsole;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.kubernetes.RealCluster;
import canary.kubernetes.store.FaultyApiServer.Fault;
import canary.operations.PlanConnections;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents in this process whose API server fails, and who fight over one release. */
class ClusterSurvivalTest {

    @TempDir Path directory;
    private final FaultyApiServer server = new FaultyApiServer();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private TinyWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new TinyWorld();
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        world.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preflight",
                "deploying",
                "smoke",
                "shifting",
                "watching",
                "baking",
                "promoting"
            })
    void an_api_server_that_is_away_for_longer_than_the_lease_only_delays(String phase)
            throws Exception {
        AtomicInteger missed = new AtomicInteger();
        AtomicBoolean hasBegun = new AtomicBoolean();
        server.writingFaults =
                (call, body) -> {
                    boolean isThen = body.contains("\\\"is\\\":\\\"%s\\\"".formatted(phase));
                    if (isThen && hasBegun.compareAndSet(false, true)) {
                        server.faults =
                                away -> {
                                    boolean isRenewal = away.contains("/leases/");
                                    if (isRenewal && missed.incrementAndGet() > 8) {
                                        server.faults = _ -> Fault.NONE;
                                    }
                                    return Fault.REFUSED;
                                };
                    }
                    return Fault.NONE;
                };
        assertThat(run("a")).isZero();
        assertThat(missed.get()).as("renewals that were missed").isGreaterThan(8);
        assertThat(world.split().stable()).isEqualTo("v2");
        assertThat(world.weights()).isSorted();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("the journal can be written");
    }

    @Test
    void users_are_taken_off_harm_while_the_api_server_is_away() throws Exception {
        AtomicBoolean isAway = new AtomicBoolean();
        server.writingFaults =
                (_, body) -> {
                    if (body.contains("\\\"is\\\":\\\"watching\\\"")) {
                        world.canaryErrors = 0.3;
                        isAway.set(true);
                    }
                    return Fault.NONE;
                };
        server.faults = _ -> isAway.get() ? Fault.REFUSED : Fault.NONE;
        Future<Integer> agent = threads.submit(() -> run("a"));
        RealCluster.until(
                "users are off the canary", () -> isAway.get() && world.weights().getLast() == 0);
        server.writingFaults = (_, _) -> Fault.NONE;
        isAway.set(false);
        assertThat(agent.get()).isEqualTo(3);
        assertThat(last()).isInstanceOf(Ended.RolledBack.class);
    }

    @Test
    void of_two_agents_at_once_one_works_and_the_other_says_why_not() throws Exception {
        List<Future<Integer>> agents =
                List.of(threads.submit(() -> run("a")), threads.submit(() -> run("b")));
        int refused = 0;
        for (Future<Integer> agent : agents) {
            try {
                assertThat(agent.get()).isZero();
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOf(EntranceTakenException.class)
                        .hasMessageContaining("release next is under way");
                refused++;
            }
        }
        assertThat(refused).isEqualTo(1);
        assertThat(world.weights()).isSorted();
    }

    @Test
    void who_loses_the_lease_in_the_middle_of_an_act_stops_and_the_other_goes_on()
            throws Exception {
        AtomicBoolean isTaken = new AtomicBoolean();
        world.onShift =
                () -> {
                    if (isTaken.compareAndSet(false, true)) {
                        takeOver();
                    }
                };
        assertThat(run("a", text(), LeaseTiming.STANDARD)).as("stopped").isEqualTo(1);
        assertThat(isTaken).isTrue();
        int shifts = world.weights().size();
        assertThat(shifts).as("no act after the one it was lost in").isEqualTo(1);
        assertThat(last()).isNotInstanceOf(Ended.class);
        assertThat(run("b")).isZero();
        assertThat(world.weights()).isSorted();
    }

    /**
     * Another agent sees no renewal for as long as the lease lasts, claims the journal and dies.
     */
    private void takeOver() {
        KeptRelease release =
                new ClusterReleases(
                                server.api(),
                                directory.resolve("other"),
                                LeaseTiming.STANDARD,
                                new HandClock())
                        .find("next")
                        .orElseThrow();
        try (KeptRelease.Hold _ = release.hold(plan(), () -> {});
                Journal journal = release.journal()) {
            assertThat(journal.entries()).isNotEmpty();
        }
    }

    @Test
    void an_agent_elsewhere_passes_nothing_by_what_only_the_other_had_seen() throws Exception {
        prepared(new Live.Watching(1, Instant.now().minusSeconds(30)));
        world.shift(plan().split(50));
        world.scale("v2", 1);
        world.isVisible = false;
        assertThat(run("b", text().replace("watchAtMost: 60s", "watchAtMost: 2s"))).isEqualTo(4);
        assertThat(last()).isInstanceOf(Live.Held.class);
        assertThat(world.split().canaryPercent()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void an_agent_elsewhere_may_have_a_clock_that_is_off_by_a_minute(int seconds) throws Exception {
        prepared(new Groundwork.Preflight(Instant.now().plusSeconds(seconds)), seconds);
        assertThat(run("b")).isZero();
        assertThat(release().peek()).extracting(Entry::at).isSorted();
    }

    private int run(String machine) {
        return run(machine, text());
    }

    private int run(String machine, String text) {
        return run(machine, text, MortalStoreAgent.TIMING);
    }

    private int run(String machine, String text, LeaseTiming timing) {
        Plan plan = PlanFile.parse(text, _ -> null);
        try (PlanConnections parts = PlanConnections.of(plan)) {
            ClusterReleases releases =
                    new ClusterReleases(
                            server.api(), directory.resolve(machine), timing, LeaseClock.SYSTEM);
            return new ReleaseRun(
                            plan,
                            parts.connections(),
                            releases.prepare(plan, text),
                            new LineConsole(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                            null,
                            null)
                    .run();
        }
    }

    private void prepared(Phase phase) {
        prepared(phase, 0);
    }

    private void prepared(Phase phase, int seconds) {
        String text =
                phase instanceof Live
                        ? text().replace("watchAtMost: 60s", "watchAtMost: 2s")
                        : text();
        Plan plan = PlanFile.parse(text, _ -> null);
        KeptRelease release =
                new ClusterReleases(server.api(), directory.resolve("a")).prepare(plan, text);
        try (KeptRelease.Hold _ = release.hold(plan, () -> {});
                Journal journal = release.journal()) {
            Entry opening = Entry.opening(Instant.now().plusSeconds(seconds));
            journal.append(opening);
            journal.append(opening.goingOn(opening.at(), phase, "why"));
        }
    }

    private KeptRelease release() {
        return new ClusterReleases(server.api(), directory).find("next").orElseThrow();
    }

    private Phase last() {
        return release().peek().getLast().phase();
    }

    private Plan plan() {
        return PlanFile.parse(text(), _ -> null);
    }

    private String text() {
        return Plans.quick(
                "next", world.control() + "", world.metrics() + "", world.entrance() + "");
    }
}
