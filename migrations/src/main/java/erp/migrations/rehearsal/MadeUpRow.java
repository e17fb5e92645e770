package erp.migrations.rehearsal;

import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row for a table that has none, made from its columns' types and the words that checks allow.
 */
record MadeUpRow(Connection connection, String table) {
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    private record Column(String name, String type, String full, long length) {}

    /** Inserts it; a table whose checks want more than this knows stays empty. */
    void insert() throws SQLException {
        List<Column> columns = needed();
        List<String> names = columns.stream().map(it -> "`" + it.name() + "`").toList();
        List<String> marks = columns.stream().map(_ -> "?").toList();
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(columns.get(i));
        }
        Sql.update(
                connection,
                "INSERT IGNORE INTO `%s` (%s) VALUES (%s)"
                        .formatted(table, String.join(", ", names), String.join(", ", marks)),
                values);
    }

    private List<Column> needed() throws SQLException {
        return Sql.query(
                connection,
                row ->
                        new Column(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4)),
                """
                SELECT column_name, data_type, column_type, coalesce(character_maximum_length, 0)
                FROM information_schema.columns
                WHERE table_schema = database() AND table_name = ? AND extra NOT LIKE '%auto_increment%'
                      AND coalesce(generation_expression, '') = '' AND is_nullable = 'NO'
                      AND column_default IS NULL
                ORDER BY ordinal_position\
                """,
                table);
    }

    private Object value(Column column) throws SQLException {
        String allowed = allowed(column.name());
        if (!allowed.isEmpty()) {
            return allowed;
        }
        return switch (column.type()) {
            case "binary", "varbinary", "blob" -> new byte[Math.clamp(column.length(), 1, 16)];
            case "char", "varchar" -> "x".repeat(Math.clamp(column.length(), 1, 8));
            case "text", "mediumtext" -> "x";
            case "longtext", "json" -> "{}";
            case "date" -> "2026-01-31";
            case "datetime", "timestamp" -> "2026-01-31 12:00:00";
            case "time" -> "12:00:00";
            default -> 1;
        };
    }

    /** The first word that a check such as {@code state in ('OPEN', 'CLOSED')} allows. */
    private String allowed(String column) throws SQLException {
        for (String clause :
                Sql.strings(
                        connection,
                        """
                        SELECT check_clause FROM information_schema.check_constraints c
                        JOIN information_schema.table_constraints t
                             ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name
                        WHERE t.table_schema = database() AND t.table_name = ?
                              AND check_clause LIKE concat('%`', ?, '` in (%')\
                        """,
                        table,
                        column)) {
            Matcher literal = LITERAL.matcher(clause.replace("\\'", "'"));
            if (literal.find()) {
                return literal.group(1);
            }
        }
        return "";
    }
}
