package erp.core.sql;

import org.hibernate.Session;
import org.hibernate.engine.spi.SessionEventListenerManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Statements that go to the connection directly: the session does not flush before them, and knows
 * nothing of what they change. Ids are bound as 16 bytes and instants as UTC. Those of a session
 * are timed like Hibernate's own; those of a bare connection are not, for what waits in them is not
 * the database's doing.
 */
public final class Sql {
    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What a session's interceptor is too that wants to know which ids statements change by. */
    public interface Watch {
        void uses(UUID id);
    }

    /** What is done with a statement. */
    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** Makes a statement. */
    @FunctionalInterface
    private interface Preparation {
        PreparedStatement of(Connection connection) throws SQLException;
    }

    private Sql() {}

    /** What a column of so many characters can keep of a text: its beginning. */
    public static String cut(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }

    public static int update(
            Session session, String sql, List<? extends @Nullable Object> parameters) {
        watched(session, parameters);
        return run(session, sql, prepared(sql), parameters, PreparedStatement::executeUpdate);
    }

    /**
     * Changes one row at most, and answers what the statement gave to {@code last_insert_id(...)};
     * empty where it changed none.
     */
    public static OptionalLong updateReturningId(
            Session session, String sql, List<? extends @Nullable Object> parameters) {
        watched(session, parameters);
        return run(
                session,
                sql,
                connection -> connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS),
                parameters,
                statement -> {
                    if (statement.executeUpdate() == 0) {
                        return OptionalLong.empty();
                    }
                    try (ResultSet keys = statement.getGeneratedKeys()) {
                        keys.next();
                        return OptionalLong.of(keys.getLong(1));
                    }
                });
    }

    public static int update(
            Connection connection, String sql, List<? extends @Nullable Object> parameters)
            throws SQLException {
        return run(connection, prepared(sql), parameters, PreparedStatement::executeUpdate);
    }

    public static <T> List<T> query(
            Connection connection,
            String sql,
            List<? extends @Nullable Object> parameters,
            Row<T> reader)
            throws SQLException {
        return run(connection, prepared(sql), parameters, statement -> all(statement, reader));
    }

    /** Reads all rows. */
    public static <T> List<T> query(
            Session session,
            String sql,
            List<? extends @Nullable Object> parameters,
            Row<T> reader) {
        return run(session, sql, prepared(sql), parameters, statement -> all(statement, reader));
    }

    private static void watched(Session session, List<? extends @Nullable Object> parameters) {
        if (session.unwrap(SharedSessionContractImplementor.class).getInterceptor()
                instanceof Watch watch) {
            for (@Nullable Object parameter : parameters) {
                if (parameter instanceof UUID id) {
                    watch.uses(id);
                }
            }
        }
    }

    private static <T> T run(
            Session session,
            String sql,
            Preparation preparation,
            List<? extends @Nullable Object> parameters,
            Work<T> work) {
        SharedSessionContractImplementor inside =
                session.unwrap(SharedSessionContractImplementor.class);
        SessionEventListenerManager listeners = inside.getEventListenerManager();
        StatementInspector inspector = inside.getJdbcSessionContext().getStatementInspector();
        if (inspector != null) {
            inspector.inspect(sql);
        }
        Work<T> timed =
                statement -> {
                    listeners.jdbcExecuteStatementStart();
                    try {
                        return work.run(statement);
                    } finally {
                        listeners.jdbcExecuteStatementEnd();
                    }
                };
        return session.doReturningWork(
                connection -> run(connection, preparation, parameters, timed));
    }

    private static <T> T run(
            Connection connection,
            Preparation preparation,
            List<? extends @Nullable Object> parameters,
            Work<T> work)
            throws SQLException {
        try (PreparedStatement statement = preparation.of(connection)) {
            bind(statement, parameters);
            return work.run(statement);
        }
    }

    private static Preparation prepared(String sql) {
        return connection -> connection.prepareStatement(sql);
    }

    /** {@code ?, ?, ?} */
    public static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** {@code and column not in (?, ?)}, or nothing where there is nothing to leave out. */
    public static String without(String column, Collection<?> values) {
        return values.isEmpty() ? "" : " and " + column + " not in (" + marks(values.size()) + ")";
    }

    public static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** Of a column that may be null. */
    public static @Nullable UUID uuidOrNull(byte @Nullable [] bytes) {
        return bytes == null ? null : uuid(bytes);
    }

    private static <T> List<T> all(PreparedStatement statement, Row<T> reader) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        }
    }

    private static void bind(
            PreparedStatement statement, List<? extends @Nullable Object> parameters)
            throws SQLException {
        int index = 1;
        for (@Nullable Object parameter : parameters) {
            bind(statement, index++, parameter);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object parameter)
            throws SQLException {
        switch (parameter) {
            case UUID id -> statement.setBytes(index, bytes(id));
            case byte[] bytes -> statement.setBytes(index, bytes);
            case BigDecimal number -> statement.setBigDecimal(index, number);
            case Instant at ->
                    statement.setObject(index, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            case null, default -> statement.setObject(index, parameter);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
