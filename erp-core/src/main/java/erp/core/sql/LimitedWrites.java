package erp.core.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/**
 * A connection whose statements that write are ended after a while: MySQL has a limit of its own
 * for those that read only, so its driver has to end them.
 */
final class LimitedWrites {
    private LimitedWrites() {}

    static Connection on(Connection connection, Duration limit) {
        int seconds = Math.toIntExact(Math.max(1, limit.toSeconds()));
        return (Connection)
                Proxy.newProxyInstance(
                        LimitedWrites.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> call(connection, method, arguments, seconds));
    }

    private static Object call(
            Connection connection, Method method, Object[] arguments, int seconds)
            throws Throwable {
        try {
            Object result = method.invoke(connection, arguments);
            if (result instanceof Statement statement && mayWrite(arguments)) {
                limit(statement, seconds);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A statement without text is told it later. */
    private static boolean mayWrite(Object[] arguments) {
        return arguments == null
                || !(arguments[0] instanceof String sql)
                || !sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select");
    }

    private static void limit(Statement statement, int seconds) throws SQLException {
        try {
            statement.setQueryTimeout(seconds);
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
