package erp.migrations.backup;

import erp.migrations.backup.archive.Digests;
import erp.migrations.backup.dump.Definitions;
import erp.migrations.backup.dump.Names;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A schema of this process alone. It is dropped when closed; that of a process that died is
 * recognised by its name and by the lock that nobody holds any more.
 */
final class ScratchSchema implements AutoCloseable {
    static final String VERIFY = "verify";
    static final String RESTORE = "restore";
    static final String TRIAL = "trial";

    private static final int MAX_NAME = 64;
    private static final int ID_BYTES = 4;

    private final DatabaseLogin login;
    private final Connection connection;
    private final String name;
    private boolean handedOver;

    private ScratchSchema(DatabaseLogin login, Connection connection, String name) {
        this.login = login;
        this.connection = connection;
        this.name = name;
    }

    /**
     * Makes an empty one.
     *
     * @param login on any schema of the server, or on none
     * @param like whose default character set it gets
     */
    static ScratchSchema make(DatabaseLogin login, String schema, String use, Definitions like)
            throws SQLException {
        byte[] id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        String name = prefix(schema, use) + HexFormat.of().formatHex(id);
        if (name.length() > MAX_NAME) {
            throw new MigrationException(
                    "The name of schema %s is too long: it needs room for %d more characters."
                            .formatted(schema, name.length() - schema.length()));
        }
        Connection connection = Sessions.loading(login.on(""));
        try {
            // The lock comes first, so that nobody takes a schema for abandoned that has just
            // begun.
            Sql.number(connection, "SELECT GET_LOCK(?, 0)", lock(name));
            create(connection, name, like);
            connection.setCatalog(name);
            return new ScratchSchema(login.on(name), connection, name);
        } catch (SQLException e) {
            connection.close();
            throw refused(e, schema);
        }
    }

    DatabaseLogin login() {
        return login;
    }

    /** On the schema, for loading; holds the lock. */
    Connection connection() {
        return connection;
    }

    String name() {
        return name;
    }

    /** From now on somebody else drops it. */
    void handOver() {
        handedOver = true;
    }

    /** Those of processes that died. */
    static List<String> abandoned(Connection connection, String schema, String use)
            throws SQLException {
        List<String> abandoned = new ArrayList<>();
        for (String name : all(connection, schema, use)) {
            if (Sql.number(connection, "SELECT coalesce(IS_FREE_LOCK(?), 0)", lock(name)) == 1) {
                abandoned.add(name);
            }
        }
        return abandoned;
    }

    static List<String> all(Connection connection, String schema, String use) throws SQLException {
        String pattern = "^" + prefix(schema, use) + "[0-9a-f]{" + 2 * ID_BYTES + "}$";
        return Sql.strings(connection, "SELECT schema_name FROM information_schema.schemata")
                .stream()
                .filter(it -> it.matches(pattern))
                .toList();
    }

    static void drop(Connection connection, String name) throws SQLException {
        Sql.execute(connection, "DROP DATABASE IF EXISTS " + Names.quoted(name));
    }

    static void create(Connection connection, String name, Definitions like) throws SQLException {
        Sql.execute(
                connection,
                "CREATE DATABASE %s CHARACTER SET %s COLLATE %s"
                        .formatted(Names.quoted(name), like.characterSet(), like.collation()));
    }

    /** Drops the schema, on another connection where its own is lost. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (handedOver) {
                return;
            }
            if (connection.isValid(1)) {
                drop(connection, name);
                return;
            }
        }
        try (Connection another = login.on("").connect()) {
            drop(another, name);
        }
    }

    private static String prefix(String schema, String use) {
        return schema + "__" + use + "_";
    }

    /** Names of locks have at most 64 characters. */
    private static String lock(String name) {
        byte[] hash = Digests.sha256().digest(name.getBytes(StandardCharsets.UTF_8));
        return "erp-scratch:" + Digests.hex(hash).substring(0, 32);
    }

    private static MigrationException refused(SQLException e, String schema) {
        return new MigrationException(
                ("A schema to load the backup into cannot be made: %s. The account needs all rights"
                                + " on schemas named %s__*: GRANT ALL ON `%s\\_\\_%%`.* TO it.")
                        .formatted(e.getMessage(), schema, schema.replace("_", "\\_")),
                e);
    }
}
