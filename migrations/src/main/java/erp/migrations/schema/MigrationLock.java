package erp.migrations.schema;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One migrate or undo at a time on a schema, whichever machine it runs on; ends with its
 * connection.
 */
record MigrationLock(Connection connection, String name) implements AutoCloseable {
    private static final int SECONDS = 60;

    static MigrationLock take(Connection connection) throws SQLException {
        String name = name(connection);
        if (Sql.number(connection, "SELECT coalesce(GET_LOCK(?, ?), 0)", name, SECONDS) != 1) {
            throw new MigrationException(
                    "Another migrate or undo has been running on this schema for %d s: wait for it, then try again."
                            .formatted(SECONDS));
        }
        return new MigrationLock(connection, name);
    }

    /** Whether a migrate or undo is running now. */
    static boolean isTaken(Connection connection) throws SQLException {
        return Sql.number(connection, "SELECT coalesce(IS_FREE_LOCK(?), 0)", name(connection)) != 1;
    }

    private static String name(Connection connection) throws SQLException {
        return "erp-schema:" + connection.getCatalog();
    }

    @Override
    public void close() throws SQLException {
        Sql.number(connection, "SELECT RELEASE_LOCK(?)", name);
    }
}
