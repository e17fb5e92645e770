package canary.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be stopped, last first. Closing may come from the end of the demo or from Ctrl-C at any
 * moment, so what is added after that is stopped at once.
 */
final class CleanUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private boolean closed;

    /** Remembers a part; returns it. */
    <T extends AutoCloseable> T add(T part) {
        synchronized (parts) {
            if (!closed) {
                parts.push(part);
                return part;
            }
        }
        stop(part);
        return part;
    }

    /** Stops everything; a second caller waits until the first is done. */
    @Override
    public synchronized void close() {
        synchronized (parts) {
            closed = true;
        }
        while (true) {
            AutoCloseable next;
            synchronized (parts) {
                next = parts.poll();
            }
            if (next == null) {
                return;
            }
            stop(next);
        }
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("part={} did not stop cleanly", part.getClass().getSimpleName(), e);
        }
    }
}
