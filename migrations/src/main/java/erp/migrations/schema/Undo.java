package erp.migrations.schema;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;
import erp.migrations.sql.SqlScript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /** The way back to how the schema was when the step with this stamp was its newest. */
    List<UndoPlan> planTo(Connection connection, String stamp) throws SQLException {
        History history = History.read(connection);
        String target = stamp.replace('_', '.');
        if (!history.isApplied(target)) {
            throw new MigrationException(
                    "%s is no applied migration: ./erp db status lists those to go back to."
                            .formatted(stamp));
        }
        Optional<Step> interrupted = Step.interrupted(connection, history);
        List<UndoPlan> plans = new ArrayList<>();
        if (interrupted.isPresent()) {
            UndoPlan first = plan(connection, interrupted.get());
            if (interrupted.get().version().compareTo(target) <= 0) {
                throw new MigrationException(
                        ("Migration %s was cut off and does not lie after %s: `./erp db undo` or"
                                        + " `./erp db migrate --resume` first.")
                                .formatted(first.stamp(), stamp));
            }
            plans.add(first);
        }
        for (History.Entry entry : history.entries().reversed()) {
            boolean isCutOff =
                    interrupted.filter(it -> it.version().equals(entry.version())).isPresent();
            if (entry.version().compareTo(target) > 0 && !isCutOff) {
                plans.add(plan(connection, migration(entry.version()), true));
            }
        }
        return plans;
    }

    /** The same step, with what it loses counted anew: rows may have come since. */
    UndoPlan again(Connection connection, UndoPlan plan) throws SQLException {
        return new UndoPlan(
                plan.stamp(),
                plan.name(),
                plan.statements(),
                UndoPlan.losses(connection, plan.statements()));
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
        // So that a value which no longer fits fails, whatever the server's mode.
        Sql.execute(connection, "SET SESSION sql_mode = concat(@@sql_mode, ',STRICT_ALL_TABLES')");
        Sql.execute(connection, Migrator.SESSION);
        if (!plan.statements().isEmpty()) {
            Step.begin(connection, version, Step.Direction.UNDO);
        }
        try {
            Sql.transaction(
                    connection,
                    () -> {
                        for (String statement : plan.statements()) {
                            Sql.execute(connection, statement);
                        }
                        History.delete(connection, version);
                        AppliedContracts.remove(connection, version);
                        Step.end(connection, version);
                        log(connection, version, plan);
                    });
        } catch (SQLException e) {
            throw new MigrationException(
                    "Undoing %s %s failed: %s".formatted(plan.stamp(), plan.name(), e.getMessage()),
                    e);
        }
    }

    private static void log(Connection connection, String version, UndoPlan plan)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO schema_undo_log (version, name, statements, losses, undone_by,"
                        + " undone_at) VALUES (?, ?, ?, ?, substring_index(current_user(), '@', 1),"
                        + " utc_timestamp(6))",
                version,
                plan.name(),
                String.join(";\n", plan.statements()),
                plan.losses().toString());
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
                                        ("Migration %s is not one of this build: undo it"
                                                        + " with the build that brought it.")
                                                .formatted(version.replace('.', '_'))));
    }

    private static void createLog(Connection connection) throws SQLException {
        Step.createTables(connection);
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
