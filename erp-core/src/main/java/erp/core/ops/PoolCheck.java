package erp.core.ops;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A pool is stuck when requests want a connection, none is free, and for some seconds none has come
 * back. One that is only busy is well: what it does is of use, and were its process not ready for
 * that, all processes of a busy day would be withdrawn at once, and with them the last answer.
 */
final class PoolCheck implements Supplier<String> {
    private static final Duration STUCK_AFTER = Duration.ofSeconds(3);

    private final PoolCounts pool;
    private final LongSupplier nanos;
    private long seenReturned;
    private double seenTimeouts;
    private long sinceNanos;
    private boolean suspected;

    PoolCheck(PoolCounts pool, LongSupplier nanos) {
        this.pool = pool;
        this.nanos = nanos;
        this.seenReturned = pool.returned();
        this.seenTimeouts = pool.timeouts();
    }

    @Override
    public synchronized String get() {
        long now = nanos.getAsLong();
        long returned = pool.returned();
        double timeouts = pool.timeouts();
        boolean wanted = pool.waiting() > 0 || timeouts > seenTimeouts;
        boolean moves = returned > seenReturned || pool.idle() > 0;
        seenReturned = returned;
        seenTimeouts = timeouts;
        if (moves) {
            suspected = false;
        } else if (wanted && !suspected) {
            suspected = true;
            sinceNanos = now;
        }
        Duration stuck = suspected ? Duration.ofNanos(now - sinceNanos) : Duration.ZERO;
        return stuck.compareTo(STUCK_AFTER) >= 0
                ? "none of the %d connections has come back for %d s, and requests want one"
                        .formatted(pool.size(), stuck.toSeconds())
                : "";
    }
}
