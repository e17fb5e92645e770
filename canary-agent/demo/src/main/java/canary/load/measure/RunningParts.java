package canary.load.measure;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a measurement has started, stopped in the opposite order, also when it is interrupted. */
final class RunningParts implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    /** To be stopped when the process ends, whatever ends it. */
    RunningParts() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    synchronized <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("not stopped: " + e);
            }
        }
    }
}
