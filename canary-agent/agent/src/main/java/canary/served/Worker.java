package canary.served;

import canary.agent.ReleaseRun;
import canary.agent.io.EntranceTakenException;
import canary.agent.io.KeptRelease;
import canary.console.LineConsole;
import canary.journal.Entry;
import canary.journal.JournalException;
import canary.operations.Place;
import canary.operations.PlanConnections;
import canary.operations.RefusedException;
import canary.plan.Plan;
import canary.plan.PlanException;
import canary.rollout.Ended;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Carries releases out, one at a time, and goes on with one that is under way and has no agent: at
 * the start, which makes a Deployment survive, and later, should the agent of another process die.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Place place;
    private final PrintStream out;
    private final Duration rounds;
    private final boolean onlyLooksOn;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Releases that were left to a person, with the entry they were left at. */
    private final Map<String, Instant> left = new HashMap<>();

    private String current = "";
    private Runnable stopCurrent = () -> {};
    private CountDownLatch currentEnded = new CountDownLatch(0);

    /**
     * @param out where progress is told
     * @param rounds time between two looks for releases without an agent
     */
    public Worker(Place place, PrintStream out, Duration rounds) {
        this(place, out, rounds, false);
    }

    private Worker(Place place, PrintStream out, Duration rounds, boolean onlyLooksOn) {
        this.place = place;
        this.out = out;
        this.rounds = rounds;
        this.onlyLooksOn = onlyLooksOn;
    }

    /** One that carries nothing out: releases have agents of their own. */
    public static Worker lookingOn(Place place, PrintStream out) {
        return new Worker(place, out, Duration.ZERO, true);
    }

    /** Looks for releases without an agent, from now on. */
    public void look() {
        Thread.ofVirtual()
                .name("rounds")
                .start(
                        () -> {
                            do {
                                goOnWithOrphans();
                            } while (!isOver(rounds));
                        });
    }

    private boolean isOver(Duration pause) {
        try {
            return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** One round; whatever does not answer is asked again in the next. */
    void goOnWithOrphans() {
        try {
            for (KeptRelease release : place.releases().list().reversed()) {
                if (current().isEmpty() && isOrphan(release)) {
                    LOG.info("event=goes_on release={}", release.name());
                    begin(() -> release, release.plan());
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("event=no_release_gone_on_with cause={}", e.toString());
        }
    }

    private boolean isOrphan(KeptRelease release) {
        List<Entry> entries = release.peek();
        if (entries.isEmpty() || entries.getLast().phase() instanceof Ended) {
            return false;
        }
        synchronized (this) {
            if (entries.getLast().at().equals(left.get(release.name()))) {
                return false;
            }
        }
        return !release.isAtWork() || !release.showsLife();
    }

    /** The release that this process works on. */
    public synchronized Optional<String> current() {
        return current.isEmpty() ? Optional.empty() : Optional.of(current);
    }

    /**
     * Begins or goes on with a release; returns when it is held and its journal open. Throws {@link
     * EntranceTakenException} where another is under way, here or elsewhere, and {@link
     * RefusedException} where it only looks on.
     *
     * @param release finds or makes it; called once this process is free for it
     */
    public KeptRelease begin(Supplier<KeptRelease> release, Plan plan) {
        if (onlyLooksOn) {
            throw new RefusedException("this agent only looks on: it carries no release out");
        }
        synchronized (this) {
            if (!current.isEmpty()) {
                throw new EntranceTakenException(
                        "release %s is under way here: one at a time".formatted(current));
            }
            current = plan.release();
            currentEnded = new CountDownLatch(1);
        }
        CompletableFuture<KeptRelease> held = new CompletableFuture<>();
        Thread.ofPlatform().name("release").start(() -> work(release, plan, held));
        try {
            return held.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void work(
            Supplier<KeptRelease> prepare, Plan plan, CompletableFuture<KeptRelease> held) {
        RuntimeException failure = new IllegalStateException("the agent ended at once");
        try {
            run(prepare, plan, held);
        } catch (EntranceTakenException | JournalException | PlanException e) {
            LOG.info("event=not_begun release={} why=\"{}\"", plan.release(), e.getMessage());
            failure = e;
        } catch (RuntimeException e) {
            // The service outlives its releases.
            LOG.error("event=agent_failed release={}", plan.release(), e);
            failure = e;
        } finally {
            synchronized (this) {
                current = "";
                stopCurrent = () -> {};
                currentEnded.countDown();
            }
            held.completeExceptionally(failure);
        }
    }

    private void run(
            Supplier<KeptRelease> prepare, Plan plan, CompletableFuture<KeptRelease> held) {
        try (PlanConnections parts = place.connect(plan)) {
            KeptRelease release = prepare.get();
            int exitCode =
                    new ReleaseRun(
                                    plan,
                                    parts.connections(),
                                    release,
                                    new LineConsole(out),
                                    null,
                                    null)
                            .run(it -> onHeld(release, it, held));
            LOG.info("event=agent_ended release={} exit_code={}", release.name(), exitCode);
            leave(release);
        }
    }

    private void onHeld(KeptRelease release, Runnable stop, CompletableFuture<KeptRelease> held) {
        synchronized (this) {
            stopCurrent = stop;
            if (closed.getCount() == 0) {
                stop.run();
            }
        }
        held.complete(release);
    }

    /** What an agent has left to a person is not begun again before something new is said. */
    private void leave(KeptRelease release) {
        List<Entry> entries = release.peek();
        synchronized (this) {
            if (!entries.isEmpty() && !(entries.getLast().phase() instanceof Ended)) {
                left.put(release.name(), entries.getLast().at());
            }
        }
    }

    /** Ends the agent between two ticks, and waits for it; traffic stays as it is. */
    @Override
    public void close() {
        closed.countDown();
        CountDownLatch ended;
        synchronized (this) {
            stopCurrent.run();
            ended = currentEnded;
        }
        try {
            if (!ended.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("event=agent_does_not_end seconds={}", GRACE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
