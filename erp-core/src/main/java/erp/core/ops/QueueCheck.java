package erp.core.ops;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * More requests want a connection than the pool has, as long as it is: some were turned away for
 * want of one a moment ago, or more of them wait than there are connections.
 */
final class QueueCheck implements Supplier<String> {
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final PoolCounts pool;
    private final LongSupplier nanos;
    private double seenTimeouts;
    private long lastTimeout;
    private boolean timedOut;

    QueueCheck(PoolCounts pool, LongSupplier nanos) {
        this.pool = pool;
        this.nanos = nanos;
        this.seenTimeouts = pool.timeouts();
    }

    @Override
    public synchronized String get() {
        long now = nanos.getAsLong();
        double timeouts = pool.timeouts();
        if (timeouts > seenTimeouts) {
            seenTimeouts = timeouts;
            lastTimeout = now;
            timedOut = true;
        }
        if (timedOut && now - lastTimeout < RECENT.toNanos()) {
            return "requests were turned away for want of a connection";
        }
        int waiting = pool.waiting();
        return waiting > pool.size()
                ? "%d requests wait for %d connections".formatted(waiting, pool.size())
                : "";
    }
}
