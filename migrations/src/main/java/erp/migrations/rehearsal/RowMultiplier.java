package erp.migrations.rehearsal;

import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes many rows of few: copies of those that are there, which differ in one column of each unique
 * key. What a key or a check refuses all the same is left out, so there may be fewer than asked
 * for.
 */
record RowMultiplier(Connection connection, String table) {
    /** Rows a statement copies: one transaction that the redo log can hold. */
    private static final int BATCH = 100_000;

    private record Column(String name, String type, long length) {
        /** The same in all rows that are copied, and in none that is there: of row number n. */
        String unlike(String n) {
            return switch (type) {
                case "binary", "varbinary" ->
                        length >= 16
                                ? "unhex(left(sha2(uuid_short(), 256), 32))"
                                : "`" + name + "`";
                case "char", "varchar" ->
                        "left(concat(%s, '~', coalesce(`%s`, '')), %d)".formatted(n, name, length);
                case "int", "bigint", "decimal" -> n;
                case "date" -> "date '1970-01-01' + interval %s %% 700000 day".formatted(n);
                case "datetime", "timestamp" ->
                        "timestamp '1970-01-02 00:00:00' + interval %s second".formatted(n);
                default -> "`" + name + "`";
            };
        }

        boolean canDiffer() {
            return !unlike("1").equals("`" + name + "`");
        }
    }

    /** Returns how many rows there are in the end. */
    long to(long rows) throws SQLException {
        Sql.execute(connection, "SET SESSION foreign_key_checks = 0");
        long there = count();
        if (there == 0) {
            new MadeUpRow(connection, table).insert();
            there = count();
        }
        Set<String> different = different();
        while (there > 0 && there < rows) {
            Sql.execute(connection, copy(different, there, Math.min(BATCH, rows - there)));
            long now = count();
            if (now == there) {
                break; // no copy is taken
            }
            there = now;
        }
        Sql.execute(connection, "ANALYZE TABLE `" + table + "`");
        return there;
    }

    private String copy(Set<String> different, long there, long more) throws SQLException {
        String number = "(%d + row_number() over ())".formatted(1_000_000_000L + there);
        List<Column> columns = columns();
        String names =
                String.join(", ", columns.stream().map(it -> "`" + it.name() + "`").toList());
        String values =
                String.join(
                        ", ",
                        columns.stream()
                                .map(
                                        it ->
                                                different.contains(it.name())
                                                        ? it.unlike(number)
                                                        : "`" + it.name() + "`")
                                .toList());
        return "INSERT IGNORE INTO `%s` (%s) SELECT %s FROM `%s` LIMIT %d"
                .formatted(table, names, values, table, more);
    }

    /** Of each unique key one column, that can differ best. */
    private Set<String> different() throws SQLException {
        List<Column> columns = columns();
        Set<String> different = new TreeSet<>();
        for (String key :
                Sql.strings(
                        connection,
                        "SELECT DISTINCT index_name FROM information_schema.statistics WHERE"
                            + " table_schema = database() AND table_name = ? AND non_unique = 0",
                        table)) {
            List<String> parts =
                    Sql.strings(
                            connection,
                            "SELECT column_name FROM information_schema.statistics WHERE"
                                    + " table_schema = database() AND table_name = ? AND index_name"
                                    + " = ? ORDER BY seq_in_index DESC",
                            table,
                            key);
            if (parts.stream().noneMatch(different::contains)) {
                parts.stream()
                        .filter(
                                part ->
                                        columns.stream()
                                                .anyMatch(
                                                        it ->
                                                                it.name().equals(part)
                                                                        && it.canDiffer()))
                        .findFirst()
                        .ifPresent(different::add);
            }
        }
        return different;
    }

    /** Without those that the database fills in by itself. */
    private List<Column> columns() throws SQLException {
        return Sql.query(
                connection,
                row -> new Column(row.getString(1), row.getString(2), row.getLong(3)),
                """
                SELECT column_name, data_type, coalesce(character_maximum_length, 0)
                FROM information_schema.columns
                WHERE table_schema = database() AND table_name = ? AND extra NOT LIKE '%auto_increment%'
                      AND coalesce(generation_expression, '') = ''
                ORDER BY ordinal_position\
                """,
                table);
    }

    private long count() throws SQLException {
        return Sql.number(connection, "SELECT count(*) FROM `" + table + "`");
    }
}
