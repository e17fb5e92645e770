package erp.inventory;

import erp.core.Tx;

import org.hibernate.engine.spi.SessionEventListenerManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * Statements by set, where one round trip must do for all lines of a document. They go to the
 * connection directly, so that the session does not flush before each.
 */
final class Sql {
    /** Makes a value of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done with a statement. */
    @FunctionalInterface
    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private Sql() {}

    static int update(Tx tx, String sql, List<? extends @Nullable Object> parameters) {
        return run(tx, sql, parameters, PreparedStatement::executeUpdate);
    }

    static <T> List<T> query(
            Tx tx, String sql, List<? extends @Nullable Object> parameters, Row<T> reader) {
        return run(tx, sql, parameters, statement -> all(statement, reader));
    }

    /** Tells the session's listeners, so that these statements are timed like Hibernate's own. */
    private static <T> T run(
            Tx tx, String sql, List<? extends @Nullable Object> parameters, Work<T> work) {
        SessionEventListenerManager listeners =
                tx.session()
                        .unwrap(SharedSessionContractImplementor.class)
                        .getEventListenerManager();
        return tx.session()
                .doReturningWork(
                        connection -> {
                            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                                bind(statement, parameters);
                                listeners.jdbcExecuteStatementStart();
                                try {
                                    return work.run(statement);
                                } finally {
                                    listeners.jdbcExecuteStatementEnd();
                                }
                            }
                        });
    }

    /** {@code ?, ?, ?} */
    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
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
