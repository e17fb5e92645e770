package erp.migrations.schema;

import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * What information_schema says of a schema, one line per fact, the migrations' own tables left out.
 */
record SchemaSnapshot(SortedSet<String> facts) {
    /**
     * The first column after the kind is the table, except for check clauses, which have a name.
     */
    private static final List<String> QUERIES =
            List.of(
                    """
                    SELECT 'table', table_name, table_type, engine, table_collation, table_comment, create_options
                    FROM information_schema.tables WHERE table_schema = database()\
                    """,
                    """
                    SELECT 'column', table_name, column_name, ordinal_position, column_type, is_nullable,
                           column_default, extra, collation_name, column_comment, generation_expression
                    FROM information_schema.columns WHERE table_schema = database()\
                    """,
                    """
                    SELECT 'index', table_name, index_name, seq_in_index, column_name, non_unique, sub_part,
                           collation, index_type
                    FROM information_schema.statistics WHERE table_schema = database()\
                    """,
                    """
                    SELECT 'constraint', table_name, constraint_name, constraint_type
                    FROM information_schema.table_constraints WHERE table_schema = database()\
                    """,
                    """
                    SELECT 'key', table_name, constraint_name, ordinal_position, column_name,
                           referenced_table_name, referenced_column_name
                    FROM information_schema.key_column_usage WHERE table_schema = database()\
                    """,
                    """
                    SELECT 'reference', table_name, constraint_name, referenced_table_name, update_rule, delete_rule
                    FROM information_schema.referential_constraints WHERE constraint_schema = database()\
                    """,
                    """
                    SELECT 'check', constraint_name, check_clause
                    FROM information_schema.check_constraints WHERE constraint_schema = database()\
                    """,
                    """
                    SELECT 'view', table_name, view_definition
                    FROM information_schema.views WHERE table_schema = database()\
                    """,
                    """
                    SELECT 'trigger', event_object_table, trigger_name, action_timing, event_manipulation,
                           action_statement
                    FROM information_schema.triggers WHERE trigger_schema = database()\
                    """);

    SchemaSnapshot {
        facts = Collections.unmodifiableSortedSet(new TreeSet<>(facts));
    }

    static SchemaSnapshot of(Connection connection) throws SQLException {
        return of(connection, SchemaTables.OWN);
    }

    static SchemaSnapshot of(Connection connection, Set<String> without) throws SQLException {
        SortedSet<String> facts = new TreeSet<>();
        for (String query : QUERIES) {
            Sql.query(
                    connection,
                    row -> !without.contains(row.getString(2)) && facts.add(line(row)),
                    query);
        }
        return new SchemaSnapshot(facts);
    }

    /** Equal for equal schemas. */
    String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", facts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String line(ResultSet row) throws SQLException {
        var line = new StringJoiner(" | ");
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            line.add(String.valueOf(row.getString(i)));
        }
        return line.toString();
    }
}
