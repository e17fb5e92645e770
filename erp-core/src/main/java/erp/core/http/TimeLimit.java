package erp.core.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interrupts requests that take too long; their database connection breaks then, so nothing of them
 * is kept. One thread looks at all of them now and again: that costs a request next to nothing.
 */
final class TimeLimit implements AutoCloseable {
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final long limitNanos;
    private final Thread watch;

    TimeLimit(Duration limit) {
        this.limitNanos = limit.toNanos();
        long period = Math.clamp(limit.toMillis() / 4, 10, 500);
        this.watch = Thread.ofVirtual().name("time-limit").unstarted(() -> watch(period));
    }

    /** One request, until it is closed. */
    static final class Running {
        private final Thread thread = Thread.currentThread();
        private final long end;
        private boolean over;
        private boolean interrupted;

        private Running(long end) {
            this.end = end;
        }

        private synchronized void check(long now) {
            if (!over && now - end > 0) {
                interrupted = true;
                thread.interrupt();
            }
        }
    }

    void start() {
        watch.start();
    }

    Running enter() {
        Running request = new Running(System.nanoTime() + limitNanos);
        running.add(request);
        return request;
    }

    /** Whether it was interrupted; afterwards it is not any more, and will not be. */
    boolean leave(Running request) {
        running.remove(request);
        synchronized (request) {
            request.over = true;
            // Without the flag the answer could not be written.
            return request.interrupted && (Thread.interrupted() || request.interrupted);
        }
    }

    private void watch(long periodMillis) {
        try {
            while (true) {
                Thread.sleep(periodMillis);
                long now = System.nanoTime();
                running.forEach(request -> request.check(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
