package erp.migrations;

import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One test's schema.
 *
 * @param administrator may do everything on the server
 * @param owner may do everything within the schema
 * @param application has an application's rights, given by {@link Accounts}
 * @param template the schema with what migrations alone leave behind
 */
public record TestSchema(
        String name,
        DatabaseLogin administrator,
        DatabaseLogin owner,
        DatabaseLogin application,
        @Nullable String template) {

    TestSchema basedOn(String template) {
        return new TestSchema(name, administrator, owner, application, template);
    }

    /** The same schema by connections that are opened in a tenth of the time. */
    public TestSchema unencrypted() {
        return new TestSchema(
                name, unencrypted(administrator), unencrypted(owner), application, template);
    }

    private static DatabaseLogin unencrypted(DatabaseLogin login) {
        String options =
                login.url().startsWith("jdbc:mysql:")
                        ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        : "";
        return new DatabaseLogin(login.url() + options, login.user(), login.password());
    }

    /** Gives the application's account its rights on the tables that exist now. */
    public void grant() {
        new Accounts(administrator.dataSource())
                .grant(name, application.user(), application.password(), 200);
    }

    /**
     * Empties every table, except for the rows that migrations insert: those come back as they
     * were.
     */
    public void truncate() {
        try (Connection connection = administrator.connect()) {
            Sql.execute(connection, "SET foreign_key_checks = 0");
            Set<String> counting = tablesThatCount(connection);
            List<String> tables = tables(connection, name);
            tables.removeAll(SchemaTables.OWN);
            Set<String> reference = filled(connection, template, tables(connection, template));
            for (String table : filled(connection, name, tables)) {
                // Truncating starts a counter anew and is slow, so only where there is one.
                String empty = counting.contains(table) ? "TRUNCATE TABLE `" : "DELETE FROM `";
                Sql.execute(connection, empty + table + "`");
            }
            for (String table : tables) {
                if (reference.contains(table)) {
                    copyRows(connection, table);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables that hold a row, found by one query. */
    private static Set<String> filled(
            Connection connection, @Nullable String schema, List<String> tables)
            throws SQLException {
        if (tables.isEmpty()) {
            return Set.of();
        }
        String query =
                tables.stream()
                        .map(
                                table ->
                                        "SELECT '%s' FROM dual WHERE EXISTS (SELECT 1 FROM `%s`.`%s`)"
                                                .formatted(table, schema, table))
                        .collect(Collectors.joining(" UNION ALL "));
        return Set.copyOf(Sql.strings(connection, query));
    }

    private Set<String> tablesThatCount(Connection connection) throws SQLException {
        return Set.copyOf(
                Sql.strings(
                        connection,
                        "SELECT table_name FROM information_schema.columns"
                                + " WHERE table_schema = ? AND extra LIKE '%auto_increment%'",
                        name));
    }

    /** Faster than migrating once more: the tables as the template has them, with their rows. */
    void copyTemplate() {
        try (Connection connection = administrator.connect()) {
            Sql.execute(connection, "SET foreign_key_checks = 0");
            for (String table : tables(connection, template)) {
                String create =
                        Sql.query(
                                        connection,
                                        row -> row.getString(2),
                                        "SHOW CREATE TABLE `" + template + "`.`" + table + "`")
                                .getFirst();
                Sql.execute(connection, create);
                copyRows(connection, table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copyRows(Connection connection, String table) throws SQLException {
        if (template != null) {
            String columns = columns(connection, table);
            Sql.execute(
                    connection,
                    "INSERT INTO `%s` (%s) SELECT %s FROM `%s`.`%s`"
                            .formatted(table, columns, columns, template, table));
        }
    }

    private String columns(Connection connection, String table) throws SQLException {
        List<String> names =
                Sql.strings(
                        connection,
                        """
                        SELECT concat('`', column_name, '`') FROM information_schema.columns
                        WHERE table_schema = ? AND table_name = ? AND coalesce(generation_expression, '') = ''
                        ORDER BY ordinal_position
                        """,
                        template,
                        table);
        return String.join(", ", names);
    }

    private static List<String> tables(Connection connection, @Nullable String schema)
            throws SQLException {
        return Sql.strings(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND"
                        + " table_type = 'BASE TABLE' ORDER BY 1",
                schema);
    }
}
