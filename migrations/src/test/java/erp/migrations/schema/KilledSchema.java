package erp.migrations.schema;

import erp.migrations.TestSchema;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema whose migrator is killed, seen from outside: by connections that are not its owner's.
 */
record KilledSchema(TestSchema schema, Migration migration) {
    /** The tables, and the rows of those that the migration names. */
    record Content(SortedSet<String> facts, SortedMap<String, String> rows) {}

    Content content() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            return new Content(SchemaSnapshot.of(connection).facts(), rows(connection));
        }
    }

    /** All that a kill can leave behind, the migrator's own notes too. */
    String state() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            return SchemaSnapshot.of(connection, Set.of()).fingerprint()
                    + rows(connection)
                    + notes(connection, "flyway_schema_history", "version, success")
                    + notes(connection, "schema_step", "version, direction, fingerprint, done")
                    + notes(connection, "schema_contract", "version");
        }
    }

    /** The server has seen that the process is gone, and has rolled back what it had begun. */
    void awaitNoConnection() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            while (Sql.number(
                            connection,
                            "SELECT count(*) FROM information_schema.processlist WHERE user = ?",
                            schema.owner().user())
                    > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private SortedMap<String, String> rows(Connection connection) throws SQLException {
        Set<String> named = new TreeSet<>(WholeSchema.words(migration));
        named.retainAll(WholeSchema.tables(connection));
        SortedMap<String, String> rows = new TreeMap<>();
        for (String table : named) {
            rows.put(
                    table,
                    Sql.query(
                                    connection,
                                    row -> String.valueOf(row.getString(2)),
                                    "CHECKSUM TABLE `" + table + "`")
                            .getFirst());
        }
        return rows;
    }

    private static String notes(Connection connection, String table, String columns)
            throws SQLException {
        return History.exists(connection, table)
                ? Sql.strings(
                                connection,
                                "SELECT concat_ws(' ', %s) FROM %s ORDER BY 1"
                                        .formatted(columns, table))
                        .toString()
                : "";
    }
}
