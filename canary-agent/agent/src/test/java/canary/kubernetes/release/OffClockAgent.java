package canary.kubernetes.release;

import canary.agent.Agent;
import canary.agent.Ticker;
import canary.agent.WallTicker;
import canary.agent.io.KeptRelease;
import canary.console.LineConsole;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.kubernetes.ClusterConnections;
import canary.kubernetes.RealCluster;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.store.ShortLeases;
import canary.plan.Plan;
import canary.report.ReportFiles;
import canary.rollout.Outcome;
import canary.rollout.Phase;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An agent on a machine whose clock is wrong; the parts are those of a run. */
final class OffClockAgent implements AutoCloseable {

    private final ClusterConnections connections;
    private final KubernetesApi look;
    private final KeptRelease release;
    private final KeptRelease.Hold hold;
    private final Journal journal;
    private final Agent agent;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CompletableFuture<Optional<Outcome>> end;

    /** Begins at once. */
    OffClockAgent(ClusterErp erp, ClusterPlan wanted, Path directory, Duration off) {
        Plan plan = wanted.plan();
        this.connections = ClusterConnections.of(plan, erp.agentApi());
        this.look = erp.agentApi();
        this.release = ShortLeases.of(look, directory, off).prepare(plan, wanted.text());
        this.hold = release.hold(plan, () -> {});
        this.journal = release.journal();
        this.agent =
                new Agent(
                        plan,
                        connections.connections(),
                        journal,
                        release.directory(),
                        new ReportFiles(plan, release.directory().path(), null, null)::write,
                        new LineConsole(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                        new OffTicker(new WallTicker(), off));
        // A thread of its own: the client completes its calls on the common pool, which may have
        // one.
        this.end =
                CompletableFuture.supplyAsync(
                        agent::run, run -> Thread.ofPlatform().name("agent").start(run));
    }

    private record OffTicker(Ticker wall, Duration off) implements Ticker {

        @Override
        public Instant now() {
            return wall.now().plus(off);
        }

        @Override
        public void startAfter(Instant last) {
            wall.startAfter(last.minus(off));
        }

        @Override
        public void await(Duration pause) {
            wall.await(pause);
        }

        @Override
        public void stop() {
            wall.stop();
        }
    }

    void until(Class<? extends Phase> phase) {
        try {
            RealCluster.until(
                    phase.getSimpleName(), () -> ReleaseOnCluster.hasCome(release, phase));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + said(), e);
        }
    }

    /** Empty where it was stopped. */
    Optional<Outcome> await() {
        return end.join();
    }

    void stop() {
        agent.stop();
    }

    List<Entry> journal() {
        return release.peek();
    }

    String said() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        agent.stop();
        end.join();
        journal.close();
        hold.close();
        connections.close();
        look.close();
    }
}
