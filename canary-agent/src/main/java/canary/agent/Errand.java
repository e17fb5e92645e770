package canary.agent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Work that is done beside the ticks: at most one run at a time, and a run that takes too long is
 * interrupted. Ticks start it and pick up what came of it; they never wait. For one thread.
 */
final class Errand<T> {

    /**
     * What came of a run.
     *
     * @param startedAt when it began, by the ticks' clock
     * @param value null where there is none
     * @param problem why there is no value; empty when there is one
     */
    record Done<T>(Instant startedAt, @Nullable T value, String problem) {}

    /**
     * A run under way. The latch tells the end of its thread, which a cancelled future does not.
     */
    private record Run<T>(Instant startedAt, long nanos, Future<T> result, CountDownLatch over) {}

    private final ExecutorService threads;
    private final Duration timeout;
    private @Nullable Run<T> run;

    Errand(ExecutorService threads, Duration timeout) {
        this.threads = threads;
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
        CountDownLatch over = new CountDownLatch(1);
        Callable<T> whole =
                () -> {
                    try {
                        return work.call();
                    } finally {
                        over.countDown();
                    }
                };
        run = new Run<>(now, System.nanoTime(), threads.submit(whole), over);
    }

    /** What came of the run, once, when it is over. */
    Optional<Done<T>> take() {
        Run<T> current = run;
        if (current == null) {
            return Optional.empty();
        }
        if (System.nanoTime() - current.nanos() > timeout.toNanos()) {
            current.result().cancel(true);
        }
        if (current.over().getCount() > 0) {
            return Optional.empty();
        }
        run = null;
        return Optional.of(done(current));
    }

    private Done<T> done(Run<T> current) {
        try {
            return new Done<>(current.startedAt(), current.result().get(), "");
        } catch (CancellationException e) {
            return new Done<>(
                    current.startedAt(),
                    null,
                    "did not finish within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Done<>(current.startedAt(), null, Tries.problem(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Done<>(current.startedAt(), null, "interrupted");
        }
    }

    /** Waits until the run under way is over, for as long as it may take; for single judgements. */
    void settle() {
        Run<T> current = run;
        if (current == null) {
            return;
        }
        try {
            boolean isOver = current.over().await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!isOver) {
                current.result().cancel(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
