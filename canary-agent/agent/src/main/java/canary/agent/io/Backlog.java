package canary.agent.io;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What is to be told somebody else, in its order, by a thread of its own: who has it told neither
 * waits for it nor fails with it. While nobody hears it the newest are kept.
 */
public final class Backlog<T> implements AutoCloseable {

    /** More than a release says in an outage that it survives. */
    public static final int MOST_WAITING = 32;

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** How long an ended agent waits for its last words to be taken. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    /** Tells one thing; called by the thread alone, and throws nothing. */
    public interface Teller<T> {

        /**
         * Whether it was told, or cannot be; otherwise it is tried again.
         *
         * @param isLast whether nothing else waits
         */
        boolean tell(T next, boolean isLast) throws InterruptedException;

        /** What is told again when nothing has come for a minute; null for nothing. */
        default @Nullable T reminder() {
            return null;
        }

        /** How often the last is tried once the backlog is closed and nobody hears. */
        default int lastTries() {
            return 0;
        }
    }

    private final Teller<T> teller;
    private final Deque<T> waiting = new ArrayDeque<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private int triesAfterClose;

    /** Begins to tell with the first that is added. */
    public Backlog(String thread, Teller<T> teller) {
        this.teller = teller;
        this.thread = Thread.ofVirtual().name(thread).unstarted(this::run);
        this.thread.start();
    }

    /**
     * Answers whether all are kept: where too many wait the oldest is given up. Nothing is taken
     * once it is closed.
     */
    public synchronized boolean add(T next) {
        if (isClosed()) {
            return true;
        }
        waiting.add(next);
        boolean isFull = waiting.size() > MOST_WAITING;
        if (isFull) {
            waiting.removeFirst();
        }
        notifyAll();
        return !isFull;
    }

    private void run() {
        try {
            T next = next();
            while (next != null) {
                if (teller.tell(next, isLast())) {
                    done(next);
                } else if (!mayTryAgain()) {
                    return;
                }
                next = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The oldest that waits, or a reminder; null once there is none and none will come. */
    private @Nullable T next() throws InterruptedException {
        T next = oldest();
        while (next == null && !isDrained()) {
            next = teller.reminder();
            if (next == null) {
                next = oldest();
            }
        }
        return next;
    }

    /** Waits a while for one. */
    private synchronized @Nullable T oldest() throws InterruptedException {
        long end = System.nanoTime() + QUIET.toNanos();
        long left = QUIET.toMillis();
        while (waiting.isEmpty() && !isClosed() && left > 0) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
        return waiting.peekFirst();
    }

    private synchronized boolean isDrained() {
        return isClosed() && waiting.isEmpty();
    }

    private boolean isClosed() {
        return closing.getCount() == 0;
    }

    private synchronized boolean isLast() {
        return waiting.size() == 1;
    }

    private synchronized void done(T told) {
        waiting.removeFirstOccurrence(told);
    }

    /** Later; at the end the last a few times more. */
    private boolean mayTryAgain() throws InterruptedException {
        if (!closing.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        synchronized (this) {
            while (waiting.size() > 1) {
                waiting.removeFirst();
            }
            return triesAfterClose++ < teller.lastTries();
        }
    }

    /** Whether nothing is told any more. */
    public boolean isEnded() {
        return !thread.isAlive();
    }

    @Override
    public void close() {
        synchronized (this) {
            closing.countDown();
            notifyAll();
        }
        try {
            if (!thread.join(LAST_WORDS)) {
                thread.interrupt();
                thread.join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.interrupt();
        }
    }
}
