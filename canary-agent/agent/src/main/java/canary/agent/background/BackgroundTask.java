package canary.agent.background;

import canary.agent.io.TimedCalls;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Work that is done beside the ticks: at most one run at a time, and a run that takes too long is
 * interrupted. Ticks start it and pick up what came of it; they never wait. For one thread.
 */
final class BackgroundTask<T> implements AutoCloseable {

    /**
     * What came of a run.
     *
     * @param startedAt when it began, by the ticks' clock
     * @param value null where there is none
     * @param problem why there is no value; empty when there is one
     */
    record Done<T>(Instant startedAt, @Nullable T value, String problem) {}

    private record Run<T>(
            Instant startedAt, long nanos, Thread thread, AtomicReference<Done<T>> result) {}

    private final Duration timeout;
    private @Nullable Run<T> run;
    private boolean isGivenUp;

    BackgroundTask(Duration timeout) {
        this.timeout = timeout;
    }

    boolean isUnderWay() {
        return run != null;
    }

    /** Starts a run, unless one is under way. */
    void start(Instant now, Callable<T> work) {
        if (run != null) {
            return;
        }
        AtomicReference<Done<T>> result = new AtomicReference<>(new Done<>(now, null, "failed"));
        Thread thread = Thread.ofVirtual().unstarted(() -> result.set(done(now, work)));
        isGivenUp = false;
        run = new Run<>(now, System.nanoTime(), thread, result);
        thread.start();
    }

    /** The edge where nothing passes: whatever a run throws is what came of it. */
    private static <T> Done<T> done(Instant now, Callable<T> work) {
        try {
            return new Done<>(now, work.call(), "");
        } catch (Exception e) {
            return new Done<>(now, null, TimedCalls.problem(e));
        }
    }

    /** What came of the run, once, when it is over. */
    Optional<Done<T>> take() {
        Run<T> current = run;
        if (current == null) {
            return Optional.empty();
        }
        if (System.nanoTime() - current.nanos() > timeout.toNanos()) {
            giveUp(current);
        }
        if (current.thread().isAlive()) {
            return Optional.empty();
        }
        run = null;
        return Optional.of(isGivenUp ? late(current) : current.result().get());
    }

    private void giveUp(Run<T> current) {
        if (current.thread().isAlive()) {
            isGivenUp = true;
            current.thread().interrupt();
        }
    }

    /** What an interrupted run says of itself is not worth telling. */
    private Done<T> late(Run<T> current) {
        return new Done<>(
                current.startedAt(), null, "did not finish within " + timeout.toSeconds() + " s");
    }

    /** Waits until the run under way is over, for as long as it may take; for single judgements. */
    void settle() {
        Run<T> current = run;
        if (current == null) {
            return;
        }
        try {
            if (!current.thread().join(timeout)) {
                giveUp(current);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts what is under way; nobody waits for it, and nothing comes of it. */
    @Override
    public void close() {
        if (run != null) {
            run.thread().interrupt();
        }
    }
}
