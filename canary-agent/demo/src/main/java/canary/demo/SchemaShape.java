package canary.demo;

import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a release that was refused must leave as it was.
 *
 * @param steps that were applied, in their order
 * @param columns of all tables, as they are defined
 * @param rows of each table
 * @param beside schemas and accounts that trials and backups make for a while
 */
record SchemaShape(
        List<String> steps,
        List<String> columns,
        SortedMap<String, Long> rows,
        List<String> beside) {

    SchemaShape {
        steps = List.copyOf(steps);
        columns = List.copyOf(columns);
        rows = new TreeMap<>(rows);
        beside = List.copyOf(beside);
    }

    /**
     * @param login may see all schemas and accounts; on the schema
     */
    static SchemaShape of(DatabaseLogin login, String schema) {
        try (Connection connection = login.connect()) {
            SortedMap<String, Long> rows = new TreeMap<>();
            for (String table :
                    Sql.strings(
                            connection,
                            "SELECT table_name FROM information_schema.tables WHERE table_schema ="
                                    + " ? AND table_type = 'BASE TABLE'",
                            schema)) {
                rows.put(table, Sql.number(connection, "SELECT count(*) FROM `" + table + "`"));
            }
            return new SchemaShape(
                    Sql.strings(
                            connection,
                            "SELECT version FROM flyway_schema_history WHERE success"
                                    + " ORDER BY installed_rank"),
                    Sql.strings(
                            connection,
                            """
                            SELECT concat_ws(' ', table_name, column_name, column_type, is_nullable, column_default)
                            FROM information_schema.columns WHERE table_schema = ? ORDER BY 1
                            """,
                            schema),
                    rows,
                    Sql.strings(
                            connection,
                            """
                            SELECT schema_name FROM information_schema.schemata
                            WHERE left(schema_name, char_length(?)) = ?
                            UNION ALL SELECT user FROM mysql.user WHERE user LIKE 'erp\\_trial\\_%'
                            """,
                            schema + "__",
                            schema + "__"));
        } catch (SQLException e) {
            throw new IllegalStateException("the schema cannot be looked at", e);
        }
    }

    /** In what it is not as it was; users may have added rows. */
    List<String> changes(SchemaShape before) {
        List<String> changes = new ArrayList<>();
        if (!steps.equals(before.steps)) {
            changes.add("%d steps, not %d".formatted(steps.size(), before.steps.size()));
        }
        List<String> columnsGone = new ArrayList<>(before.columns);
        columnsGone.removeAll(columns);
        List<String> columnsNew = new ArrayList<>(columns);
        columnsNew.removeAll(before.columns);
        columnsGone.forEach(it -> changes.add("no longer " + it));
        columnsNew.forEach(it -> changes.add("newly " + it));
        for (Map.Entry<String, Long> each : before.rows.entrySet()) {
            long now = rows.getOrDefault(each.getKey(), 0L);
            if (now < each.getValue()) {
                changes.add(
                        "%s has %d rows, not %d".formatted(each.getKey(), now, each.getValue()));
            }
        }
        beside.forEach(it -> changes.add(it + " is left behind"));
        return changes;
    }

    String newestStep() {
        return steps.isEmpty() ? "none" : steps.getLast().replace('.', '_');
    }

    long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
