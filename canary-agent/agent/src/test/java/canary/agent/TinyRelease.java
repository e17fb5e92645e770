package canary.agent;

import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.cluster.LocalCluster;
import canary.console.LineConsole;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.mesh.LocalMesh;
import canary.metrics.MetricSource;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;
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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A release in a tiny world by an agent in this process, on time that is moved by hand. */
final class TinyRelease {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final TinyWorld world;
    private final Path directory;
    private final OutputStream shown;
    private Duration gap = Duration.ofSeconds(1);
    private Agent agent;
    private StepTicker ticker;

    TinyRelease(TinyWorld world, Path directory, OutputStream shown) {
        this.world = world;
        this.directory = directory;
        this.shown = shown;
    }

    /** Runs to the end, or goes on a second after an agent that was stopped. */
    Optional<Outcome> run(UnaryOperator<String> change, Consumer<Phase> onTick) {
        String text =
                Plans.quick(
                        "next", world.control() + "", world.metrics() + "", world.entrance() + "");
        Plan plan = PlanFile.parse(change.apply(text), _ -> null);
        Connections connections =
                Connections.local(
                        plan.local(),
                        new LocalMesh(world.control()),
                        new LocalCluster(world.control()));
        MetricSource metrics = connections.metrics();
        connections =
                connections.with(
                        (pods, now) -> {
                            if (world.isLookFaulty) {
                                throw new IllegalStateException("a fault of the agent");
                            }
                            return metrics.look(pods, now);
                        });
        try (Journal journal = Journal.open(directory)) {
            ticker =
                    new StepTicker(
                            () -> onTick.accept(journal.entries().getLast().phase()),
                            start(journal.entries()));
            agent =
                    new Agent(
                            plan,
                            connections,
                            journal,
                            new ReleaseDirectory(directory),
                            new ReportFiles(plan, directory, null, null)::write,
                            new LineConsole(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                            ticker);
            ticker.stopAfter(2000, agent::stop);
            return agent.run();
        }
    }

    private Instant start(List<Entry> before) {
        return before.isEmpty() ? START : before.getLast().at().plus(gap);
    }

    /** Nobody looks for so long between an agent that was stopped and the next one. */
    void pauseBetweenAgents(Duration time) {
        gap = time;
    }

    /** Somebody sets the machine's clock. */
    void setClock(Duration by) {
        ticker.setClock(by);
    }

    /** Ends the agent after this tick. */
    void stop() {
        agent.stop();
    }
}
