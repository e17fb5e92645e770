package canary.kubernetes.release;

import canary.agent.ReleaseRun;
import canary.agent.io.Connections;
import canary.agent.io.KeptRelease;
import canary.console.LineConsole;
import canary.journal.Entry;
import canary.kubernetes.ClusterConnections;
import canary.kubernetes.RealCluster;
import canary.kubernetes.api.KubernetesApi;
import canary.kubernetes.store.ShortLeases;
import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.plan.Plan;
import canary.rollout.Phase;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A release by an agent of this process, with the rights of the agent's account alone. */
final class ReleaseOnCluster implements AutoCloseable {

    private static final long LIMIT_SECONDS = 240;

    private final ClusterErp erp;
    private final Plan plan;
    private final ClusterConnections connections;
    private final KeptRelease kept;
    private final KubernetesApi look;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> end;
    private final AtomicInteger failedLooks = new AtomicInteger();
    private volatile Runnable stop = () -> {};

    /** Begins at once. */
    ReleaseOnCluster(ClusterErp erp, ClusterPlan wanted, Path directory) {
        this(erp, wanted, directory, it -> it);
    }

    /**
     * The same.
     *
     * @param watched what the agent talks to, for who wants to know when
     */
    ReleaseOnCluster(
            ClusterErp erp,
            ClusterPlan wanted,
            Path directory,
            UnaryOperator<Connections> watched) {
        this.erp = erp;
        this.plan = wanted.plan();
        this.connections = ClusterConnections.of(plan, erp.agentApi());
        this.look = erp.agentApi();
        this.kept = ShortLeases.of(look, directory, Duration.ZERO).prepare(plan, wanted.text());
        ReleaseRun run =
                new ReleaseRun(
                        plan,
                        counting(watched.apply(connections.connections())),
                        kept,
                        new LineConsole(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                        null,
                        null);
        this.end = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("agent")
                .start(
                        () -> {
                            try {
                                end.complete(run.run(it -> stop = it));
                            } catch (Throwable e) {
                                end.completeExceptionally(e);
                            }
                        });
    }

    /** The exit code; all is told by then, as at the end of the agent's process. */
    int await() {
        int code = outcome();
        connections.close();
        return code;
    }

    private int outcome() {
        try {
            return end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the release does not end:\n" + said(), e);
        } catch (ExecutionException e) {
            throw new AssertionError("the agent failed:\n" + said(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean hasEnded() {
        return end.isDone();
    }

    /** Waits until the release has come to a phase. */
    void until(Class<? extends Phase> phase) {
        try {
            RealCluster.until(phase.getSimpleName(), () -> hasCome(kept, phase));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + said(), e);
        }
    }

    /** A look that a busy machine does not answer in time has not seen it. */
    static boolean hasCome(KeptRelease release, Class<? extends Phase> phase) {
        try {
            return release.peek().stream().anyMatch(it -> phase.isInstance(it.phase()));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Entry last() {
        return kept.peek().getLast();
    }

    List<Entry> journal() {
        return kept.peek();
    }

    KeptRelease kept() {
        return kept;
    }

    Plan plan() {
        return plan;
    }

    /** All that the console was told. */
    String said() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** How often the agent asked for the routes in vain. */
    int failedLooks() {
        return failedLooks.get();
    }

    private Connections counting(Connections it) {
        return new Connections(
                new CountingMesh(it.mesh(), failedLooks),
                it.cluster(),
                it.metrics(),
                it.entrance(),
                it.smoke(),
                it.integrations(),
                it.hooks(),
                it.announcer());
    }

    private record CountingMesh(Mesh mesh, AtomicInteger failedLooks) implements Mesh {

        @Override
        public Split split() {
            try {
                return mesh.split();
            } catch (UncheckedIOException e) {
                failedLooks.incrementAndGet();
                throw e;
            }
        }

        @Override
        public void shift(Split split) {
            mesh.shift(split);
        }
    }

    Split back() {
        return plan.split(0);
    }

    Split promoted() {
        return plan.promoted();
    }

    ClusterErp erp() {
        return erp;
    }

    /** Of a test that has failed, or the agent would work on. */
    @Override
    public void close() {
        if (!end.isDone()) {
            stop.run();
            outcome();
        }
        connections.close();
        look.close();
    }
}
