package canary.agent.field;

import canary.agent.Agent;
import canary.agent.Ticker;
import canary.agent.io.Connections;
import canary.agent.io.Inbox;
import canary.agent.io.ReleaseDirectory;
import canary.cluster.LocalCluster;
import canary.console.LineConsole;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.mesh.LocalMesh;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.report.ReportFiles;
import canary.rollout.Outcome;
import canary.rollout.Phase;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A release in a {@link FieldWorld} by a real agent. Its users work while the agent waits, and a
 * script looks on between two ticks.
 */
final class FieldRelease {

    private static final String PLAN =
            """
            release: field
            stable: {version: v1, replicas: 2}
            canary: {version: v2, replicas: 2}
            interval: 10s
            stages:
              - {weight: 5, watchAtLeast: 3m, watchAtMost: 8h}
              - {weight: 50, watchAtLeast: 3m, watchAtMost: 8h}
              - {weight: 100, watchAtLeast: 3m, watchAtMost: 8h}
            bake: 10m
            holdPolicy: {after: 0s, action: stay}
            gates:
              telemetry: {staleAfter: 1m}
            local:
              control: %1$s
              metrics: %1$s/metrics
              entrance: %2$s
              probe: {username: probe, password: secret}
            """;

    /** What happens in the world besides. */
    @FunctionalInterface
    interface Script {
        void tick(Phase phase, Instant now);
    }

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final int MOST_TICKS = 1500;

    private final FieldWorld world;
    private final Path directory;
    private final OutputStream shown;

    FieldRelease(FieldWorld world, Path directory, OutputStream shown) {
        this.world = world;
        this.directory = directory;
        this.shown = shown;
    }

    /** Runs to its end, or until it must be left to a person; empty where neither ever comes. */
    Optional<Outcome> run(UnaryOperator<String> change, Script script) {
        String text = PLAN.formatted(world.control(), world.entrance());
        Plan plan = PlanFile.parse(change.apply(text), _ -> null);
        Connections connections =
                Connections.local(
                        plan.local(),
                        new LocalMesh(world.control()),
                        new LocalCluster(world.control()));
        try (Journal journal = Journal.open(directory)) {
            WorldTicker ticker = new WorldTicker(journal, script);
            Agent agent =
                    new Agent(
                            plan,
                            connections,
                            journal,
                            new ReleaseDirectory(directory),
                            new ReportFiles(plan, directory, null, null)::write,
                            new LineConsole(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                            ticker);
            ticker.stop = agent::stop;
            return agent.run();
        }
    }

    List<Entry> entries() {
        return Journal.peek(directory);
    }

    Inbox inbox() {
        return new Inbox(new ReleaseDirectory(directory).orders());
    }

    /** Time passes in the world while the agent waits. */
    private final class WorldTicker implements Ticker {

        private final Journal journal;
        private final Script script;
        private Runnable stop = () -> {};
        private Instant now;
        private int ticks;

        WorldTicker(Journal journal, Script script) {
            this.journal = journal;
            this.script = script;
            List<Entry> before = journal.entries();
            now = before.isEmpty() ? START : before.getLast().at().plusSeconds(1);
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void await(Duration pause) {
            now = now.plus(pause);
            world.pass(pause);
            script.tick(journal.entries().getLast().phase(), now);
            if (++ticks == MOST_TICKS) {
                stop.run();
            }
        }

        @Override
        public void stop() {}
    }
}
