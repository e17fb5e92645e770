package erp.migrations.schema;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

/**
 * The database as a process sees it that dies before a chosen statement: all its connections break
 * off, and it gets no other. Statements that change nothing do not count: dying before one of them
 * is dying before the next that does. A statement under way when the client dies runs to its end on
 * the server, which is dying before the one that follows.
 */
final class MortalDataSource {
    static final int NEVER = Integer.MAX_VALUE;

    private static final List<String> READS = List.of("select", "show", "set ");

    private final DataSource real;
    private final int diesBefore;
    private final Runnable death;
    private final List<Connection> open = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private boolean dead;

    private MortalDataSource(DataSource real, int diesBefore, @Nullable Runnable death) {
        this.real = real;
        this.diesBefore = diesBefore;
        this.death = death == null ? this::breakOff : death;
    }

    /** Dies by breaking off its connections, as the kernel does for a killed process. */
    static MortalDataSource of(DataSource real, int diesBefore) {
        return new MortalDataSource(real, diesBefore, null);
    }

    /** Dies as told. */
    static MortalDataSource of(DataSource real, int diesBefore, Runnable death) {
        return new MortalDataSource(real, diesBefore, death);
    }

    DataSource dataSource() {
        return proxy(
                DataSource.class,
                (method, arguments) -> {
                    if (!method.getName().equals("getConnection")) {
                        return method.invoke(real, arguments);
                    }
                    refuseWhenDead();
                    Connection connection = real.getConnection();
                    open.add(connection);
                    return mortal(connection);
                });
    }

    /** What was done that changes something, in order. */
    List<String> statements() {
        return List.copyOf(statements);
    }

    boolean isDead() {
        return dead;
    }

    private Connection mortal(Connection connection) {
        int[] committed = {0};
        return proxy(
                Connection.class,
                (method, arguments) -> {
                    switch (method.getName()) {
                        case "commit" -> committed[0] = commit(connection, committed[0]);
                        case "setAutoCommit" -> {
                            if (arguments[0].equals(true)) {
                                committed[0] = commit(connection, committed[0]);
                            }
                        }
                        case "rollback" -> refuseWhenDead();
                        default -> {}
                    }
                    Object result = method.invoke(connection, arguments);
                    return switch (result) {
                        case PreparedStatement it ->
                                mortal(PreparedStatement.class, it, (String) arguments[0]);
                        case Statement it -> mortal(Statement.class, it, "");
                        case null -> null;
                        default -> result;
                    };
                });
    }

    /** Counts where something was done since the last; a transaction of reads changes nothing. */
    private int commit(Connection connection, int committed) throws SQLException {
        if (!connection.getAutoCommit() && statements.size() > committed) {
            meet("commit");
        }
        return statements.size();
    }

    private <S extends Statement> S mortal(Class<S> type, S statement, String prepared) {
        return proxy(
                type,
                (method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        boolean given = arguments != null && arguments.length > 0;
                        meet(given ? (String) arguments[0] : prepared);
                    }
                    return method.invoke(statement, arguments);
                });
    }

    private synchronized void meet(String sql) throws SQLException {
        refuseWhenDead();
        String start = sql.strip().toLowerCase(Locale.ROOT);
        if (READS.stream().anyMatch(start::startsWith)) {
            return;
        }
        if (statements.size() == diesBefore) {
            dead = true;
            death.run();
            refuseWhenDead();
        }
        statements.add(sql);
    }

    private void refuseWhenDead() throws SQLException {
        if (dead) {
            throw new SQLException("the process is dead");
        }
    }

    private void breakOff() {
        for (Connection connection : open) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private interface Call {
        @Nullable Object on(Method method, Object @Nullable [] arguments)
                throws ReflectiveOperationException, SQLException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                return call.on(method, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
