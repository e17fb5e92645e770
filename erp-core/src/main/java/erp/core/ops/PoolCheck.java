package erp.core.ops;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

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

    private final HikariDataSource pool;
    private final MeterRegistry registry;
    private final LongSupplier nanos;
    private long seenReturned;
    private double seenTimeouts;
    private long sinceNanos;
    private boolean suspected;

    PoolCheck(HikariDataSource pool, MeterRegistry registry, LongSupplier nanos) {
        this.pool = pool;
        this.registry = registry;
        this.nanos = nanos;
        this.seenReturned = returned();
        this.seenTimeouts = timeouts();
    }

    @Override
    public synchronized String get() {
        long now = nanos.getAsLong();
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        long returned = returned();
        double timeouts = timeouts();
        boolean wanted = state.getThreadsAwaitingConnection() > 0 || timeouts > seenTimeouts;
        boolean moves = returned > seenReturned || state.getIdleConnections() > 0;
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
                        .formatted(pool.getMaximumPoolSize(), stuck.toSeconds())
                : "";
    }

    private long returned() {
        Timer timer =
                registry.find("hikaricp.connections.usage").tag("pool", pool.getPoolName()).timer();
        return timer == null ? 0 : timer.count();
    }

    private double timeouts() {
        Counter counter =
                registry.find("hikaricp.connections.timeout")
                        .tag("pool", pool.getPoolName())
                        .counter();
        return counter == null ? 0 : counter.count();
    }
}
