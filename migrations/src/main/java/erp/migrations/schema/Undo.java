package erp.migrations.schema;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;
import erp.migrations.sql.SqlScript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Takes one migration back by its U script; what Flyway sells and its open edition refuses. */
record Undo(Migrations migrations) {
    Optional<UndoPlan> plan(Connection connection) throws SQLException {
        History history = History.read(connection);
        Optional<Step> interrupted = Step.interrupted(connection, history);
        if (interrupted.isPresent()) {
            return Optional.of(plan(connection, interrupted.get()));
        }
        Optional<History.Entry> last = history.last();
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of(plan(connection, migration(last.get().version()), true));
    }

    /** The way back from a step that was cut off. */
    UndoPlan plan(Connection connection, Step step) throws SQLException {
        boolean happened = step.hasHappened(connection);
        boolean isInSchema =
                switch (step.direction()) {
                    case MIGRATE -> happened;
                    case UNDO -> !happened;
                };
        return plan(connection, migration(step.version()), isInSchema);
    }

    /**
     * Runs the statements; the rest follows in one transaction, which a kill leaves to {@link
     * Recovery}.
     */
    void run(Connection connection, UndoPlan plan) throws SQLException {
        String version = plan.stamp().replace('_', '.');
        createLog(connection);
        if (!plan.statements().isEmpty()) {
            Step.begin(connection, version, Step.Direction.UNDO);
        }
        connection.setAutoCommit(false);
        try {
            for (String statement : plan.statements()) {
                Sql.execute(connection, statement);
            }
            History.delete(connection, version);
            Step.end(connection, version);
            Sql.update(
                    connection,
                    "INSERT INTO schema_undo_log (version, name, statements, losses, undone_by,"
                        + " undone_at) VALUES (?, ?, ?, ?, substring_index(current_user(), '@', 1),"
                        + " utc_timestamp(6))",
                    version,
                    plan.name(),
                    String.join(";\n", plan.statements()),
                    plan.losses().toString());
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw new MigrationException(
                    "Undoing %s %s failed: %s".formatted(plan.stamp(), plan.name(), e.getMessage()),
                    e);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private UndoPlan plan(Connection connection, Migration migration, boolean isInSchema)
            throws SQLException {
        if (!isInSchema) {
            return new UndoPlan(migration.stamp(), migration.name(), List.of(), List.of());
        }
        String sql =
                migration
                        .undoSql()
                        .orElseThrow(
                                () ->
                                        new MigrationException(
                                                "%s has no undo script %s"
                                                        .formatted(
                                                                migration.file(),
                                                                Migration.undoFile(
                                                                        migration.file()))));
        List<String> statements = SqlScript.statements(sql);
        return new UndoPlan(
                migration.stamp(),
                migration.name(),
                statements,
                UndoPlan.losses(connection, statements));
    }

    private Migration migration(String version) {
        return migrations
                .find(version)
                .orElseThrow(
                        () ->
                                new MigrationException(
                                        ("The last migration %s is not one of this build: undo it"
                                                        + " with the build that brought it.")
                                                .formatted(version.replace('.', '_'))));
    }

    private static void createLog(Connection connection) throws SQLException {
        Step.createTable(connection);
        Sql.execute(
                connection,
                """
                CREATE TABLE IF NOT EXISTS schema_undo_log (
                    id         bigint       NOT NULL AUTO_INCREMENT PRIMARY KEY,
                    version    varchar(50)  NOT NULL,
                    name       varchar(200) NOT NULL,
                    statements text         NOT NULL,
                    losses     text         NOT NULL,
                    undone_by  varchar(100) NOT NULL,
                    undone_at  datetime(6)  NOT NULL
                )\
                """);
    }
}
