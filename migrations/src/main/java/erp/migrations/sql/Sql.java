package erp.migrations.sql;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The few shapes in which this package speaks SQL. */
public final class Sql {
    private static final int HALF = 16;

    private Sql() {}

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public static int update(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    /** What is done in one transaction. */
    public interface Work {
        void run() throws SQLException;
    }

    /** All of it, or nothing. */
    public static void transaction(Connection connection, Work work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e); // the connection is gone, and with it the transaction
        }
    }

    /** What one row becomes. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    public static <T> List<T> query(
            Connection connection, Row<T> row, String sql, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(row.read(rows));
            }
            return found;
        }
    }

    public static List<String> strings(
            Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        return query(connection, row -> row.getString(1), sql, arguments);
    }

    public static long number(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        return query(connection, row -> row.getLong(1), sql, arguments).getFirst();
    }

    /** An id of sixteen bytes. */
    public static UUID uuid(ResultSet row, int column) throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(column));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** Of thirty-two digits, as {@link #hex} writes it. */
    public static UUID uuid(String hex) {
        return new UUID(
                Long.parseUnsignedLong(hex, 0, HALF, 16),
                Long.parseUnsignedLong(hex, HALF, 2 * HALF, 16));
    }

    /** The sixteen bytes of an id, without a sign before them. */
    public static String hex(UUID id) {
        return id.toString().replace("-", "");
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
