package erp.migrations.schema;

import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import javax.sql.DataSource;

/**
 * Tells whether the schema suits a build: one query, for readiness probes. Migrations that the
 * build does not know are fine, failed ones too: during a release the old version runs on the
 * schema of the new one. Contract steps that it does not know are not.
 */
public final class SchemaCheck {
    /** MySQL's and MariaDB's number for a table that does not exist. */
    private static final int NO_SUCH_TABLE = 1146;

    private final Migrations migrations;
    private final List<Migration> needed;

    public SchemaCheck(Migrations migrations) {
        this.migrations = migrations;
        this.needed =
                migrations.all().stream().filter(it -> it.mark() == Migration.Mark.EXPAND).toList();
    }

    /** For the migrations of this build; make one and keep it. */
    public static SchemaCheck ofBuild() {
        return new SchemaCheck(Migrations.ofBuild());
    }

    public SchemaState check(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return check(connection);
        } catch (SQLException e) {
            return e.getErrorCode() == NO_SUCH_TABLE
                    ? SchemaState.no("The schema has never been migrated: run ./erp db migrate.")
                    : SchemaState.no("The database does not answer: " + e.getMessage());
        }
    }

    private SchemaState check(Connection connection) throws SQLException {
        Map<String, Boolean> success = new HashMap<>();
        Sql.query(
                connection,
                row -> success.put(row.getString(1), row.getBoolean(2)),
                "SELECT version, success FROM flyway_schema_history WHERE version IS NOT NULL");
        List<Migration> missing =
                needed.stream().filter(it -> !success.containsKey(it.version())).toList();
        for (Migration migration : needed) {
            if (Boolean.FALSE.equals(success.get(migration.version()))) {
                return SchemaState.no(
                        "Migration %s %s failed: run ./erp db status."
                                .formatted(migration.stamp(), migration.name()));
            }
        }
        Optional<String> contract = unknownContract(connection, success.keySet());
        if (contract.isPresent()) {
            return SchemaState.no(
                    ("The schema has had contract step %s, which this build does not know and"
                         + " cannot live with: start the version that brought it, or a newer one.")
                            .formatted(contract.get().replace('.', '_')));
        }
        return missing.isEmpty()
                ? SchemaState.READY
                : SchemaState.no(
                        "The schema lacks %d of this build's migrations, the first is %s %s: run ./erp db migrate."
                                .formatted(
                                        missing.size(),
                                        missing.getFirst().stamp(),
                                        missing.getFirst().name()));
    }

    private Optional<String> unknownContract(Connection connection, Set<String> applied)
            throws SQLException {
        Set<String> unknown = new TreeSet<>(applied);
        migrations.all().forEach(it -> unknown.remove(it.version()));
        if (!unknown.isEmpty()) {
            unknown.retainAll(AppliedContracts.read(connection));
        }
        return unknown.stream().findFirst();
    }
}
