package erp.migrations.backup.dump;

import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Connections on which the server says and understands everything in one way, wherever it runs. */
public final class Sessions {
    /** How long a statement waits for somebody who changes the table's definition. */
    public static final int LOCK_WAIT_SECONDS = 20;

    private static final List<String> BOTH =
            List.of(
                    "SET SESSION time_zone = '+00:00'",
                    "SET SESSION character_set_results = utf8mb4",
                    "SET SESSION lock_wait_timeout = " + LOCK_WAIT_SECONDS,
                    // A slow store stops the reading for a while, and that is no reason to hang up.
                    "SET SESSION net_write_timeout = 3600, net_read_timeout = 3600",
                    // One connection waits with its lock while another one loads.
                    "SET SESSION wait_timeout = 604800");

    private Sessions() {}

    /** For reading definitions and rows. */
    public static Connection reading(DatabaseLogin login) throws SQLException {
        return open(login, "SET SESSION sql_mode = '', sql_quote_show_create = 1");
    }

    /** For putting rows in as they were read, whatever they break on the way. */
    public static Connection loading(DatabaseLogin login) throws SQLException {
        return open(
                login,
                "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', foreign_key_checks = 0,"
                        + " sql_quote_show_create = 1");
    }

    static void load(Connection connection) throws SQLException {
        Sql.execute(
                connection, "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00'");
        Sql.execute(connection, "SET SESSION character_set_client = utf8mb4");
    }

    public static boolean isMariaDb(Connection connection) throws SQLException {
        return version(connection).toLowerCase(Locale.ROOT).contains("mariadb");
    }

    public static String version(Connection connection) throws SQLException {
        return Sql.strings(connection, "SELECT version()").getFirst();
    }

    private static Connection open(DatabaseLogin login, String own) throws SQLException {
        Connection connection = login.connect();
        try {
            for (String statement : BOTH) {
                Sql.execute(connection, statement);
            }
            Sql.execute(connection, own);
            // No statement here may be ended because it takes long.
            Sql.execute(
                    connection,
                    isMariaDb(connection)
                            ? "SET SESSION max_statement_time = 0"
                            : "SET SESSION max_execution_time = 0");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
