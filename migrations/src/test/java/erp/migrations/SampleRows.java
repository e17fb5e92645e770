package erp.migrations;

import erp.migrations.sql.ResourceFolder;
import erp.migrations.sql.Sql;
import erp.migrations.sql.SqlScript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a row into a new table, so that later steps meet data: from {@code rows/<table>.sql} of the
 * test resources, or made up from the columns' types, foreign keys and checks. A made-up row that
 * the table refuses is left out.
 */
public final class SampleRows {
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    private final SortedMap<String, String> files = ResourceFolder.read("rows");
    private final Connection connection;

    public SampleRows(Connection connection) {
        this.connection = connection;
    }

    private record Column(String name, String type, String full, long length) {}

    /** Whether the table has a row now. */
    public boolean fill(String table) throws SQLException {
        String file = files.get(table + ".sql");
        if (file != null) {
            for (String statement : SqlScript.statements(file)) {
                Sql.execute(connection, statement);
            }
            return true;
        }
        if (Sql.number(connection, "SELECT count(*) FROM `" + table + "`") > 0) {
            return true;
        }
        try {
            insert(table);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void insert(String table) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        Map<String, Object> references = references(table);
        for (Column column : columns(table)) {
            names.add("`" + column.name() + "`");
            values.add(
                    references.containsKey(column.name())
                            ? references.get(column.name())
                            : value(table, column));
        }
        String marks = String.join(", ", names.stream().map(_ -> "?").toList());
        Sql.update(
                connection,
                "INSERT INTO `%s` (%s) VALUES (%s)"
                        .formatted(table, String.join(", ", names), marks),
                values.toArray());
    }

    private List<Column> columns(String table) throws SQLException {
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
                      AND coalesce(generation_expression, '') = ''
                ORDER BY ordinal_position\
                """,
                table);
    }

    /** For each column of a foreign key the value of some row that it may point to. */
    private Map<String, Object> references(String table) throws SQLException {
        Map<String, Object> references = new HashMap<>();
        for (String[] key :
                Sql.query(
                        connection,
                        row -> new String[] {row.getString(1), row.getString(2), row.getString(3)},
                        """
                        SELECT column_name, referenced_table_name, referenced_column_name
                        FROM information_schema.key_column_usage
                        WHERE table_schema = database() AND table_name = ? AND referenced_table_name IS NOT NULL\
                        """,
                        table)) {
            List<Object> found =
                    Sql.query(
                            connection,
                            row -> row.getObject(1),
                            "SELECT `%s` FROM `%s` ORDER BY 1 LIMIT 1".formatted(key[2], key[1]));
            if (!found.isEmpty()) {
                references.put(key[0], found.getFirst());
            }
        }
        return references;
    }

    private Object value(String table, Column column) throws SQLException {
        String allowed = allowed(table, column.name());
        if (!allowed.isEmpty()) {
            return allowed;
        }
        return switch (column.type()) {
            case "binary", "varbinary", "blob" -> uuid(column.length());
            case "char", "varchar", "text", "mediumtext", "longtext" ->
                    column.full().equals("longtext") ? "{}" : text(column);
            case "json" -> "{}";
            case "date" -> "2026-01-31";
            case "datetime", "timestamp" -> "2026-01-31 12:00:00";
            case "time" -> "12:00:00";
            default -> 1;
        };
    }

    /** The first word that a check such as {@code state in ('OPEN', 'CLOSED')} allows. */
    private String allowed(String table, String column) throws SQLException {
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

    private static String text(Column column) {
        String text = column.name().contains("currency") ? "EUR" : "sample text for a column";
        return text.substring(0, (int) Math.min(text.length(), column.length()));
    }

    private static byte[] uuid(long length) {
        String hex = UUID.randomUUID().toString().replace("-", "").repeat(4);
        return HexFormat.of().parseHex(hex.substring(0, (int) Math.min(length, 32) * 2));
    }
}
