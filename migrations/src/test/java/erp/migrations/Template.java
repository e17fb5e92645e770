package erp.migrations;

import erp.migrations.schema.Migration;
import erp.migrations.schema.Migrations;
import erp.migrations.schema.Migrator;
import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A schema that others are copies of, read once; faster than migrating each.
 *
 * @param tables how each is created, by name
 * @param fills how the rows of those that have any are copied from it, by name
 * @param shape of its tables, to compare
 */
record Template(Map<String, String> tables, Map<String, String> fills, String shape) {
    private static final String PREFIX = "erp_template_";
    private static final String COMPLETE = "_complete";
    private static final String FIND =
            "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?";
    private static final String OUTDATED =
            """
            SELECT table_schema FROM information_schema.tables WHERE left(table_schema, ?) = ?
            GROUP BY table_schema HAVING max(create_time) < now() - INTERVAL 1 DAY
            """;

    private static final int DIGITS = 16;

    /** How long another process may take to make it. */
    private static final int SECONDS = 600;

    /**
     * With every migration of this build: by far the slowest part of a test run, so it is done once
     * for all processes that use a server, and kept there.
     *
     * @param logins to a schema as somebody who may do everything
     */
    static Template ofBuild(Connection connection, Function<String, DatabaseLogin> logins)
            throws SQLException {
        String name = PREFIX + fingerprint(Migrations.ofBuild());
        // Whoever was killed while at it has left no such schema.
        String complete = name + COMPLETE;
        Sql.number(connection, "SELECT GET_LOCK(?, ?)", PREFIX, SECONDS);
        try {
            for (String outdated : Sql.strings(connection, OUTDATED, PREFIX.length(), PREFIX)) {
                drop(connection, outdated);
            }
            if (Sql.strings(connection, FIND, complete).isEmpty()) {
                drop(connection, name);
                Accounts.createSchema(connection, name);
                new Migrator(logins.apply(name).dataSource()).migrate();
                Accounts.createSchema(connection, complete);
            }
            return of(connection, name);
        } finally {
            Sql.number(connection, "SELECT RELEASE_LOCK(?)", PREFIX);
        }
    }

    private static void drop(Connection connection, String name) throws SQLException {
        Sql.execute(connection, "DROP DATABASE IF EXISTS `" + name + COMPLETE + "`");
        Sql.execute(connection, "DROP DATABASE IF EXISTS `" + name + "`");
    }

    private static String fingerprint(Migrations migrations) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            for (Migration each : migrations.all()) {
                hash.update((each.version() + each.sql()).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(hash.digest(), 0, DIGITS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static Template of(Connection connection, String schema) throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String table : tablesOf(connection, schema)) {
            String create = "SHOW CREATE TABLE `%s`.`%s`".formatted(schema, table);
            tables.put(table, Sql.query(connection, row -> row.getString(2), create).getFirst());
        }
        Map<String, String> fills = new LinkedHashMap<>();
        for (String table : filled(connection, schema, tables.keySet())) {
            String columns = columns(connection, schema, table);
            fills.put(
                    table,
                    "INSERT INTO `%s` (%s) SELECT %s FROM `%s`.`%s`"
                            .formatted(table, columns, columns, schema, table));
        }
        return new Template(tables, fills, shape(connection, schema));
    }

    /** Equal for schemas with the same columns and keys. */
    static String shape(Connection connection, String schema) throws SQLException {
        return String.join(
                " ",
                Sql.strings(
                        connection,
                        """
                        SELECT concat_ws(' ', count(*), sum(crc32(concat_ws('|', table_name, column_name, column_type,
                            is_nullable, ordinal_position)))) FROM information_schema.columns WHERE table_schema = ?
                        UNION ALL
                        SELECT concat_ws(' ', count(*), sum(crc32(concat_ws('|', table_name, index_name, column_name,
                            seq_in_index)))) FROM information_schema.statistics WHERE table_schema = ?
                        UNION ALL
                        SELECT concat_ws(' ', count(*), sum(crc32(concat_ws('|', table_name, constraint_name))))
                        FROM information_schema.table_constraints WHERE table_schema = ?
                        """,
                        schema,
                        schema,
                        schema));
    }

    /** Tables and rows into the schema that this connection is in. */
    void copy(Connection connection) throws SQLException {
        Sql.execute(connection, "SET foreign_key_checks = 0");
        for (String create : tables.values()) {
            Sql.execute(connection, create);
        }
        for (String fill : fills.values()) {
            Sql.execute(connection, fill);
        }
    }

    static List<String> tablesOf(Connection connection, String schema) throws SQLException {
        return Sql.strings(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND"
                        + " table_type = 'BASE TABLE' ORDER BY 1",
                schema);
    }

    /** The tables that hold a row, found by one query. */
    static Set<String> filled(Connection connection, String schema, Iterable<String> tables)
            throws SQLException {
        List<String> queries = new ArrayList<>();
        tables.forEach(
                table ->
                        queries.add(
                                "SELECT '%s' FROM dual WHERE EXISTS (SELECT 1 FROM `%s`.`%s`)"
                                        .formatted(table, schema, table)));
        return queries.isEmpty()
                ? Set.of()
                : Set.copyOf(Sql.strings(connection, String.join(" UNION ALL ", queries)));
    }

    private static String columns(Connection connection, String schema, String table)
            throws SQLException {
        List<String> names =
                Sql.strings(
                        connection,
                        """
                        SELECT concat('`', column_name, '`') FROM information_schema.columns
                        WHERE table_schema = ? AND table_name = ? AND coalesce(generation_expression, '') = ''
                        ORDER BY ordinal_position
                        """,
                        schema,
                        table);
        return String.join(", ", names);
    }
}
