package erp.core.sql;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the JDBC drivers must be told; each names things its own way. */
public final class DriverOptions {
    /** The database ends a connection that says nothing for so long; pools ask within it. */
    public static final Duration IDLE = Duration.ofSeconds(90);

    private static final Map<String, String> COMMON =
            Map.of(
                    "cachePrepStmts", "true",
                    "prepStmtCacheSize", "500",
                    "prepStmtCacheSqlLimit", "8192",
                    "connectTimeout", "3000",
                    "connectionTimeZone", "UTC",
                    "forceConnectionTimeZoneToSession", "true");

    /**
     * A row is waited for so long; a transaction that nobody goes on with is ended, with its locks.
     */
    private static final String SESSION =
            "innodb_lock_wait_timeout=3,lock_wait_timeout=%1$d,wait_timeout=" + IDLE.toSeconds();

    /** The database is heard of ending a statement before the connection is given up. */
    private static final Duration BEYOND = Duration.ofSeconds(5);

    private static final Map<String, String> MYSQL =
            Map.of(
                    "rewriteBatchedStatements", "true",
                    "useLocalSessionState", "true",
                    "cacheServerConfiguration", "true",
                    "cacheResultSetMetadata", "true",
                    "elideSetAutoCommits", "true",
                    "maintainTimeStats", "false",
                    "preserveInstants", "true");

    /** MariaDB's batches are a protocol of their own over prepared statements. */
    private static final Map<String, String> MARIADB = Map.of("useServerPrepStmts", "true");

    private DriverOptions() {}

    /**
     * @param statementLimit after this the database ends a statement; MySQL only one that reads,
     *     for others there is {@link LimitedWrites}
     */
    public static Map<String, String> of(String url, Duration statementLimit) {
        Map<String, String> options = new HashMap<>(COMMON);
        options.put("socketTimeout", statementLimit.plus(BEYOND).toMillis() + "");
        String session = SESSION.formatted(Math.max(1, statementLimit.toSeconds()));
        if (url.startsWith("jdbc:mysql:")) {
            options.putAll(MYSQL);
            options.put(
                    "sessionVariables",
                    session + ",max_execution_time=" + statementLimit.toMillis());
        } else if (url.startsWith("jdbc:mariadb:")) {
            options.putAll(MARIADB);
            options.put(
                    "sessionVariables",
                    session + ",max_statement_time=" + statementLimit.toMillis() / 1000.0);
        } else {
            throw new IllegalArgumentException(
                    "the database's URL must begin with jdbc:mysql: or jdbc:mariadb:");
        }
        return options;
    }
}
