package erp.migrations.schema;

import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * The contract steps that a schema has had. The history does not tell them from expand steps, and a
 * build that does not know a step cannot look at its file: without this table an old version would
 * start on a schema that has lost what it needs.
 */
final class AppliedContracts {
    private AppliedContracts() {}

    static void createTable(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                "CREATE TABLE IF NOT EXISTS schema_contract (version varchar(50) NOT NULL PRIMARY"
                        + " KEY)");
    }

    /** To be committed together with the history. */
    static void add(Connection connection, Migration migration) throws SQLException {
        if (migration.mark() == Migration.Mark.CONTRACT) {
            Sql.update(
                    connection,
                    "REPLACE INTO schema_contract (version) VALUES (?)",
                    migration.version());
        }
    }

    static void remove(Connection connection, String version) throws SQLException {
        Sql.update(connection, "DELETE FROM schema_contract WHERE version = ?", version);
    }

    /** None where the table is missing, or an account has not been given its right to it yet. */
    static Set<String> read(Connection connection) throws SQLException {
        return History.exists(connection, SchemaTables.CONTRACT)
                ? Set.copyOf(Sql.strings(connection, "SELECT version FROM schema_contract"))
                : Set.of();
    }
}
