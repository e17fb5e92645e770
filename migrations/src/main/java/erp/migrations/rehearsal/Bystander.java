package erp.migrations.rehearsal;

import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Does the same statement again and again on a connection of its own, and keeps the longest time.
 */
final class Bystander implements AutoCloseable {
    private final Thread thread;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean ends;
    private volatile long longestNanos;

    /** Returns when the statement has been done once: from then on each wait is seen. */
    Bystander(DatabaseLogin login, String statement) throws SQLException {
        Connection connection = login.connect();
        this.thread = Thread.ofPlatform().daemon(true).start(() -> run(connection, statement));
        try {
            begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        longestNanos = 0;
    }

    private void run(Connection connection, String statement) {
        try (connection) {
            while (!ends) {
                long start = System.nanoTime();
                Sql.execute(connection, statement);
                longestNanos = Math.max(longestNanos, System.nanoTime() - start);
                begun.countDown();
            }
        } catch (SQLException e) {
            // The step has taken the column or the table away: nothing is left to wait for.
        } finally {
            begun.countDown();
        }
    }

    /** The longest that the statement took, one under way at the end too. */
    Duration longest() {
        close();
        return Duration.ofNanos(longestNanos);
    }

    @Override
    public void close() {
        ends = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
