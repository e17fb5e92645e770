package erp.core.ops;

import com.zaxxer.hikari.HikariDataSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What a pool is doing, and what it has counted since it was made. */
final class PoolCounts {
    private final HikariDataSource pool;
    private final MeterRegistry registry;

    PoolCounts(HikariDataSource pool, MeterRegistry registry) {
        this.pool = pool;
        this.registry = registry;
    }

    /** Connections at most. */
    int size() {
        return pool.getMaximumPoolSize();
    }

    int idle() {
        return pool.getHikariPoolMXBean().getIdleConnections();
    }

    /** Requests that wait for a connection. */
    int waiting() {
        return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
    }

    /** Connections that came back. */
    long returned() {
        Timer timer =
                registry.find("hikaricp.connections.usage").tag("pool", pool.getPoolName()).timer();
        return timer == null ? 0 : timer.count();
    }

    /** Requests that were turned away for want of a connection. */
    double timeouts() {
        Counter counter =
                registry.find("hikaricp.connections.timeout")
                        .tag("pool", pool.getPoolName())
                        .counter();
        return counter == null ? 0 : counter.count();
    }
}
