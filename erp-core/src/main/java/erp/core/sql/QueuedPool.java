package erp.core.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** A pool that tells a queue of callers from a database that does not answer. */
public final class QueuedPool extends HikariDataSource {
    private final Throughput taken = new Throughput(System::nanoTime);

    private final boolean areWritesLimited;
    private final Duration statementLimit;

    /**
     * @param statementLimit after this a statement is ended
     */
    public QueuedPool(HikariConfig config, Duration statementLimit) {
        super(config);
        this.statementLimit = statementLimit;
        this.areWritesLimited = config.getJdbcUrl().startsWith("jdbc:mysql:");
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            Connection connection = super.getConnection();
            taken.count();
            return areWritesLimited ? LimitedWrites.on(connection, statementLimit) : connection;
        } catch (SQLTransientConnectionException e) {
            // The pool names a cause where it could not connect.
            throw e.getCause() == null ? new PoolBusyException(e, queueTime()) : e;
        }
    }

    private Duration queueTime() {
        int waiting = getHikariPoolMXBean().getThreadsAwaitingConnection();
        return taken.timeFor(waiting + 1, Duration.ofMillis(getConnectionTimeout()));
    }
}
