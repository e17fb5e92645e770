package erp.core.ops;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * More requests want a connection than the pool has, as long as it is: some were turned away for
 * want of one a moment ago, or more of them wait than there are connections.
 */
final class QueueCheck implements Supplier<String> {
    private static final Duration RECENT = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final MeterRegistry registry;
    private final LongSupplier nanos;
    private double seenTimeouts;
    private long lastTimeout;
    private boolean timedOut;

    QueueCheck(HikariDataSource pool, MeterRegistry registry, LongSupplier nanos) {
        this.pool = pool;
        this.registry = registry;
        this.nanos = nanos;
        this.seenTimeouts = timeouts();
    }

    @Override
    public synchronized String get() {
        long now = nanos.getAsLong();
        double timeouts = timeouts();
        if (timeouts > seenTimeouts) {
            seenTimeouts = timeouts;
            lastTimeout = now;
            timedOut = true;
        }
        if (timedOut && now - lastTimeout < RECENT.toNanos()) {
            return "requests were turned away for want of a connection";
        }
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        int waiting = state.getThreadsAwaitingConnection();
        return waiting > pool.getMaximumPoolSize()
                ? "%d requests wait for %d connections"
                        .formatted(waiting, pool.getMaximumPoolSize())
                : "";
    }

    private double timeouts() {
        Counter counter =
                registry.find("hikaricp.connections.timeout")
                        .tag("pool", pool.getPoolName())
                        .counter();
        return counter == null ? 0 : counter.count();
    }
}
