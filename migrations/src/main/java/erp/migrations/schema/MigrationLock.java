package erp.migrations.schema;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One migrate, undo, backup or restore at a time on a schema, whichever machine it runs on; ends
 * with its connection.
 */
public record MigrationLock(Connection connection, String name) implements AutoCloseable {
    private static final int SECONDS = 60;

    static MigrationLock take(Connection connection) throws SQLException {
        return take(connection, connection.getCatalog());
    }

    /** The schema need not exist yet. */
    public static MigrationLock take(Connection connection, String schema) throws SQLException {
        String name = name(schema);
        if (Sql.number(connection, "SELECT coalesce(GET_LOCK(?, ?), 0)", name, SECONDS) != 1) {
            throw new MigrationException(
                    ("Another migrate, undo, backup or restore has been running on schema %s for %d"
                                    + " s: wait for it, then try again.")
                            .formatted(schema, SECONDS));
        }
        return new MigrationLock(connection, name);
    }

    /** Whether one is running now. */
    static boolean isTaken(Connection connection) throws SQLException {
        return Sql.number(
                        connection,
                        "SELECT coalesce(IS_FREE_LOCK(?), 0)",
                        name(connection.getCatalog()))
                != 1;
    }

    private static String name(String schema) {
        return "erp-schema:" + schema;
    }

    @Override
    public void close() throws SQLException {
        Sql.number(connection, "SELECT RELEASE_LOCK(?)", name);
    }
}
