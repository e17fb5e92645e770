package erp.core.http.wire;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Interrupts requests that take too long, and bodies that do not arrive; a request's database
 * connection breaks then. One thread looks at all of them now and again: that costs a request next
 * to nothing.
 */
public final class TimeLimit implements AutoCloseable {
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final long limitNanos;
    private final long bodyNanos;
    private final Thread watch;

    /**
     * @param limit of a request, without its body's arrival
     * @param body how long that may take
     */
    public TimeLimit(Duration limit, Duration body) {
        this.limitNanos = limit.toNanos();
        this.bodyNanos = body.toNanos();
        long period = Math.clamp(Math.min(limit.toMillis(), body.toMillis()) / 4, 10, 500);
        this.watch = Thread.ofVirtual().name("time-limit").unstarted(() -> watch(period));
    }

    /** One request, until it is closed. */
    public final class Running {
        private final Thread thread = Thread.currentThread();
        private long end = System.nanoTime() + limitNanos;
        private boolean over;
        private boolean interrupted;

        /** From now on it is the client that is waited for. */
        synchronized void receiving() {
            receiving(Duration.ofNanos(bodyNanos));
        }

        /** Like that, and not for longer than this. */
        synchronized void receiving(Duration most) {
            end = System.nanoTime() + Math.min(bodyNanos, most.toNanos());
        }

        /** The request's own time begins anew. Whether the client was waited for in vain. */
        synchronized boolean received() {
            boolean late = interrupted;
            interrupted = false;
            end = System.nanoTime() + limitNanos;
            // Without the flag the request could go on.
            return late && (Thread.interrupted() || late);
        }

        private synchronized void check(long now) {
            if (!over && !interrupted && now - end > 0) {
                interrupted = true;
                thread.interrupt();
            }
        }
    }

    public void start() {
        watch.start();
    }

    public Running enter() {
        Running request = new Running();
        running.add(request);
        return request;
    }

    /** Whether it was interrupted; afterwards it is not any more, and will not be. */
    public boolean leave(Running request) {
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
