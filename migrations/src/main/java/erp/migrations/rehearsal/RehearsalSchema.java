package erp.migrations.rehearsal;

import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A copy of a schema's tables beside it, of which nothing is kept. One rehearsal at a time: what an
 * earlier one that was killed left behind is removed by the next.
 */
final class RehearsalSchema implements AutoCloseable {
    private static final String SUFFIX = "_rehearsal";

    private final Connection connection;
    private final String real;
    private final String name;

    private RehearsalSchema(Connection connection, String real) {
        this.connection = connection;
        this.real = real;
        this.name = real + SUFFIX;
    }

    /**
     * @param connection of an account that may create schemas; it is in the real schema
     */
    static RehearsalSchema create(Connection connection) throws SQLException {
        var scratch = new RehearsalSchema(connection, connection.getCatalog());
        if (Sql.number(connection, "SELECT coalesce(GET_LOCK(?, 0), 0)", scratch.name) != 1) {
            throw new MigrationException(
                    "Another rehearsal of schema %s is running: wait for it, then try again."
                            .formatted(scratch.real));
        }
        try {
            Sql.execute(connection, "DROP DATABASE IF EXISTS `" + scratch.name + "`");
            Accounts.createSchema(connection, scratch.name);
        } catch (SQLException e) {
            throw new MigrationException(
                    "The account must be one that may create the schema %s: %s"
                            .formatted(scratch.name, e.getMessage()),
                    e);
        }
        scratch.copyTables();
        return scratch;
    }

    /** The same server and account, in the copy. */
    DatabaseLogin login(DatabaseLogin login) {
        return login.on(name);
    }

    /** Some of the real rows, at most as many as asked for. */
    void copyRows(String table, long rows) throws SQLException {
        if (Sql.number(connection, "SELECT count(*) FROM `%s`.`%s`".formatted(name, table)) > 0) {
            return;
        }
        List<String> columns =
                Sql.strings(
                        connection,
                        "SELECT concat('`', r.column_name, '`') FROM information_schema.columns r"
                            + " JOIN information_schema.columns c ON c.table_schema = ? AND"
                            + " c.table_name = r.table_name AND c.column_name = r.column_name WHERE"
                            + " r.table_schema = ? AND r.table_name = ? AND"
                            + " coalesce(r.generation_expression, '') = ''",
                        name,
                        real,
                        table);
        if (!columns.isEmpty()) {
            String list = String.join(", ", columns);
            Sql.execute(connection, "SET SESSION foreign_key_checks = 0");
            Sql.execute(
                    connection,
                    "INSERT INTO `%s`.`%s` (%s) SELECT %s FROM `%s`.`%s` LIMIT %d"
                            .formatted(name, table, list, list, real, table, rows));
        }
    }

    private void copyTables() throws SQLException {
        List<String> tables =
                Sql.strings(
                        connection,
                        "SELECT table_name FROM information_schema.tables"
                                + " WHERE table_schema = ? AND table_type = 'BASE TABLE'",
                        real);
        tables.removeAll(SchemaTables.OWN);
        Sql.execute(connection, "SET SESSION foreign_key_checks = 0");
        for (String table : tables) {
            String create =
                    Sql.query(
                                    connection,
                                    row -> row.getString(2),
                                    "SHOW CREATE TABLE `%s`.`%s`".formatted(real, table))
                            .getFirst();
            connection.setCatalog(name);
            Sql.execute(connection, create);
            connection.setCatalog(real);
        }
    }

    @Override
    public void close() {
        try {
            Sql.execute(connection, "DROP DATABASE IF EXISTS `" + name + "`");
            Sql.number(connection, "SELECT RELEASE_LOCK(?)", name);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Schema %s cannot be removed: %s".formatted(name, e.getMessage()), e);
        }
    }
}
