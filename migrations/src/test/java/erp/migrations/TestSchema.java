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

/**
 * One test's schema.
 *
 * @param administrator may do everything on the server
 * @param owner may do everything within the schema
 * @param application has an application's rights, given by {@link Accounts}
 * @param template what migrations alone leave behind; null where it has nothing of that
 */
public record TestSchema(
        String name,
        DatabaseLogin administrator,
        DatabaseLogin owner,
        DatabaseLogin application,
        @Nullable Template template)
        implements AutoCloseable {
    private static final String TRIGGERS =
            "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = ?";

    /** The same schema with a template's tables and rows. */
    TestSchema copyOf(Template template) throws SQLException {
        try (Connection connection = unencrypted().administrator().connect()) {
            template.copy(connection);
        }
        return new TestSchema(name, administrator, owner, application, template);
    }

    /**
     * Takes away what a test has put beside the template's tables; whether those are as they were.
     */
    boolean tidy() throws SQLException {
        if (template == null) {
            return false;
        }
        try (Connection connection = unencrypted().administrator().connect()) {
            Sql.execute(connection, "SET foreign_key_checks = 0");
            for (String trigger : Sql.strings(connection, TRIGGERS, name)) {
                Sql.execute(connection, "DROP TRIGGER `" + trigger + "`");
            }
            for (String table : Template.tablesOf(connection, name)) {
                if (!template.tables().containsKey(table)) {
                    Sql.execute(connection, "DROP TABLE `" + table + "`");
                }
            }
            return template.shape().equals(Template.shape(connection, name));
        }
    }

    /** The same schema by connections that are opened in a tenth of the time. */
    public TestSchema unencrypted() {
        return new TestSchema(
                name, unencrypted(administrator), unencrypted(owner), application, template);
    }

    static DatabaseLogin unencrypted(DatabaseLogin login) {
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
            List<String> tables = Template.tablesOf(connection, name);
            tables.removeAll(SchemaTables.OWN);
            for (String table : Template.filled(connection, name, tables)) {
                // Truncating starts a counter anew and is slow, so only where there is one.
                String empty = counting.contains(table) ? "TRUNCATE TABLE `" : "DELETE FROM `";
                Sql.execute(connection, empty + table + "`");
            }
            for (String table : tables) {
                String fill = template == null ? null : template.fills().get(table);
                if (fill != null) {
                    Sql.execute(connection, fill);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Set<String> tablesThatCount(Connection connection) throws SQLException {
        return Set.copyOf(
                Sql.strings(
                        connection,
                        "SELECT table_name FROM information_schema.columns"
                                + " WHERE table_schema = ? AND extra LIKE '%auto_increment%'",
                        name));
    }

    /** Another test may have it, emptied. */
    @Override
    public void close() {
        if (template != null) {
            TestDatabase.giveBack(this);
        }
    }
}
