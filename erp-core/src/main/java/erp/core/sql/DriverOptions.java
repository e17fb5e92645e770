package erp.core.sql;

import java.util.HashMap;
import java.util.Map;

/** What the JDBC drivers must be told; each names things its own way. */
public final class DriverOptions {
    private static final Map<String, String> COMMON =
            Map.of(
                    "cachePrepStmts", "true",
                    "prepStmtCacheSize", "500",
                    "prepStmtCacheSqlLimit", "8192",
                    "connectTimeout", "3000",
                    "socketTimeout", "30000",
                    "connectionTimeZone", "UTC",
                    "forceConnectionTimeZoneToSession", "true",
                    "sessionVariables", "innodb_lock_wait_timeout=3");

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

    public static Map<String, String> of(String url) {
        Map<String, String> options = new HashMap<>(COMMON);
        if (url.startsWith("jdbc:mysql:")) {
            options.putAll(MYSQL);
        } else if (url.startsWith("jdbc:mariadb:")) {
            options.putAll(MARIADB);
        } else {
            throw new IllegalArgumentException(
                    "the database's URL must begin with jdbc:mysql: or jdbc:mariadb:");
        }
        return options;
    }
}
