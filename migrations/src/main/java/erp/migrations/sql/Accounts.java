package erp.migrations.sql;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * Database accounts of application versions: rights table by table, so that what is append-only
 * stays so whatever a version does, and a limit of connections, so that no version starves another.
 *
 * <p>Granting is repeatable and takes nothing away that is still due: run it after every migration.
 */
public final class Accounts {
    /** In a table's comment: applications may add rows and never change or remove them. */
    public static final String APPEND_ONLY = "append-only";

    /** In a table's comment: applications may read it, and only the owner writes it. */
    public static final String READ_ONLY = "read-only";

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final Pattern USER = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");

    /** MySQL's and MariaDB's number for a session that has ended meanwhile. */
    private static final int NO_SUCH_THREAD = 1094;

    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MAX_PASSWORD = 128;
    private static final int PASSWORD_BYTES = 16;

    private static final Set<String> READ = Set.of("SELECT");
    private static final Set<String> APPEND = Set.of("SELECT", "INSERT");
    private static final Set<String> ALL = Set.of("SELECT", "INSERT", "UPDATE", "DELETE");

    private final DataSource administrator;

    public Accounts(DataSource administrator) {
        this.administrator = administrator;
    }

    /** One that nobody guesses, of letters and digits. */
    public static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Creates or updates the account; the number of connections is at least 1. */
    public void grant(String schema, String user, String password, int maxConnections) {
        check(NAME, "schema", schema);
        check(USER, "user", user);
        if (maxConnections < 1 || maxConnections > MAX_CONNECTIONS) {
            throw new MigrationException(
                    "maxConnections must be from 1 to "
                            + MAX_CONNECTIONS
                            + ", not "
                            + maxConnections);
        }
        try (Connection connection = administrator.getConnection()) {
            setUser(connection, user, password);
            Sql.execute(
                    connection,
                    "ALTER USER %s WITH MAX_USER_CONNECTIONS %d"
                            .formatted(account(user), maxConnections));
            setRights(connection, schema, user);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Account "
                            + user
                            + " cannot be given its rights on "
                            + schema
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Takes the account away, where it is there, and ends what it does at this moment. To see and
     * end the sessions of others needs rights of its own ({@code PROCESS}, and MySQL's {@code
     * CONNECTION_ADMIN}).
     */
    public void remove(String user) {
        check(USER, "user", user);
        try (Connection connection = administrator.getConnection()) {
            // First, so that nobody connects again whose session is ended below.
            Sql.execute(connection, "DROP USER IF EXISTS " + account(user));
            endSessions(connection, user);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Account %s cannot be removed: %s".formatted(user, e.getMessage()), e);
        }
    }

    private static void endSessions(Connection connection, String user) throws SQLException {
        for (String id :
                Sql.strings(
                        connection,
                        "SELECT id FROM information_schema.processlist WHERE user = ?",
                        user)) {
            try {
                Sql.execute(connection, "KILL CONNECTION " + id);
            } catch (SQLException e) {
                if (e.getErrorCode() != NO_SUCH_THREAD) {
                    throw e;
                }
            }
        }
    }

    /** Creates an empty schema unless it exists. */
    public static void createSchema(Connection administrator, String schema) throws SQLException {
        check(NAME, "schema", schema);
        Sql.execute(
                administrator,
                "CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4".formatted(schema));
    }

    /** Creates or updates the account that may do everything within the schema. */
    public static void createOwner(
            Connection administrator, String schema, String user, String password)
            throws SQLException {
        check(NAME, "schema", schema);
        check(USER, "user", user);
        setUser(administrator, user, password);
        Sql.execute(
                administrator,
                "GRANT ALL ON `%s`.* TO %s".formatted(wildcardFree(schema), account(user)));
    }

    private static void setUser(Connection connection, String user, String password)
            throws SQLException {
        if (password.isEmpty() || password.length() > MAX_PASSWORD) {
            throw new MigrationException("password must have 1 to " + MAX_PASSWORD + " characters");
        }
        // So that a backslash in a password means the same whatever the server's mode.
        Sql.execute(connection, "SET SESSION sql_mode = ''");
        String identified =
                "%s IDENTIFIED BY '%s'"
                        .formatted(
                                account(user), password.replace("\\", "\\\\").replace("'", "''"));
        Sql.execute(connection, "CREATE USER IF NOT EXISTS " + identified);
        Sql.execute(connection, "ALTER USER " + identified);
    }

    /**
     * Only what differs is changed, so that an account in use never misses a right for a moment.
     */
    private static void setRights(Connection connection, String schema, String user)
            throws SQLException {
        SortedMap<String, Set<String>> due = due(connection, schema);
        SortedMap<String, Set<String>> granted = granted(connection, schema, user);
        for (String table : granted.keySet()) {
            String surplus = minus(granted.get(table), due.get(table));
            if (!surplus.isEmpty()) {
                Sql.execute(
                        connection,
                        "REVOKE %s ON `%s`.`%s` FROM %s"
                                .formatted(surplus, schema, table, account(user)));
            }
        }
        for (String table : due.keySet()) {
            String missing = minus(due.get(table), granted.get(table));
            if (!missing.isEmpty()) {
                Sql.execute(
                        connection,
                        "GRANT %s ON `%s`.`%s` TO %s"
                                .formatted(missing, schema, table, account(user)));
            }
        }
        revokeWholeSchema(connection, schema, user);
    }

    private static String minus(@Nullable Set<String> some, @Nullable Set<String> others) {
        return (some == null ? Set.<String>of() : some)
                .stream()
                        .filter(right -> others == null || !others.contains(right))
                        .collect(Collectors.joining(", "));
    }

    /** A right on the whole schema would undo every distinction between tables. */
    private static void revokeWholeSchema(Connection connection, String schema, String user)
            throws SQLException {
        for (String granted :
                Sql.strings(
                        connection,
                        "SELECT DISTINCT table_schema FROM information_schema.schema_privileges"
                                + " WHERE grantee = ? AND table_schema IN (?, ?)",
                        account(user),
                        schema,
                        wildcardFree(schema))) {
            Sql.execute(
                    connection, "REVOKE ALL ON `%s`.* FROM %s".formatted(granted, account(user)));
        }
    }

    private static SortedMap<String, Set<String>> due(Connection connection, String schema)
            throws SQLException {
        SortedMap<String, Set<String>> due = new TreeMap<>();
        Sql.query(
                connection,
                row ->
                        due.put(
                                row.getString(1),
                                rights(row.getString(1), row.getString(2), row.getString(3))),
                "SELECT table_name, table_type, table_comment FROM information_schema.tables"
                        + " WHERE table_schema = ?",
                schema);
        return due;
    }

    private static Set<String> rights(String table, String type, String comment) {
        if (table.equals(SchemaTables.HISTORY) || table.equals(SchemaTables.CONTRACT)) {
            return READ;
        }
        if (SchemaTables.OWN.contains(table)) {
            return Set.of();
        }
        if (!type.equals("BASE TABLE") || comment.contains(READ_ONLY)) {
            return READ;
        }
        return comment.contains(APPEND_ONLY) ? APPEND : ALL;
    }

    private static SortedMap<String, Set<String>> granted(
            Connection connection, String schema, String user) throws SQLException {
        SortedMap<String, Set<String>> granted = new TreeMap<>();
        Sql.query(
                connection,
                row ->
                        granted.computeIfAbsent(row.getString(1), _ -> new TreeSet<>())
                                .add(row.getString(2)),
                "SELECT table_name, privilege_type FROM information_schema.table_privileges"
                        + " WHERE grantee = ? AND table_schema = ?",
                account(user),
                schema);
        return granted;
    }

    /** In a grant on a whole schema an underscore stands for any character unless it is escaped. */
    private static String wildcardFree(String schema) {
        return schema.replace("_", "\\_");
    }

    private static String account(String user) {
        return "'" + user + "'@'%'";
    }

    private static void check(Pattern pattern, String field, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new MigrationException(field + " must match " + pattern + ", not " + value);
        }
    }
}
