package erp.migrations.schema;

import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The migrate or undo step under way, kept in a table of its own from before its first statement
 * until the history tells the result. A database commits each DDL statement at once, so when a
 * process dies in between only this row knows; whether the statement ran shows in the schema's
 * fingerprint, and for a step that changes rows in the mark that it commits together with them.
 *
 * @param fingerprint of the schema before the step; empty when unknown or judged already
 */
record Step(String version, Direction direction, String fingerprint, boolean done) {
    enum Direction {
        MIGRATE,
        UNDO
    }

    static void createTables(Connection connection) throws SQLException {
        Sql.execute(
                connection,
                """
                CREATE TABLE IF NOT EXISTS schema_step (
                    version     varchar(50) NOT NULL PRIMARY KEY,
                    direction   varchar(10) NOT NULL,
                    fingerprint char(64)    NOT NULL,
                    done        boolean     NOT NULL,
                    started_at  datetime(6) NOT NULL
                )\
                """);
        AppliedContracts.createTable(connection);
    }

    static void begin(Connection connection, String version, Direction direction)
            throws SQLException {
        createTables(connection);
        Sql.update(
                connection,
                "REPLACE INTO schema_step (version, direction, fingerprint, done, started_at)"
                        + " VALUES (?, ?, ?, false, utc_timestamp(6))",
                version,
                direction.name(),
                SchemaSnapshot.of(connection).fingerprint());
    }

    /** To be committed together with the rows that the step changed. */
    static void markDone(Connection connection, String version) throws SQLException {
        Sql.update(connection, "UPDATE schema_step SET done = true WHERE version = ?", version);
    }

    static void end(Connection connection, String version) throws SQLException {
        Sql.update(connection, "DELETE FROM schema_step WHERE version = ?", version);
    }

    /**
     * The step that was cut off or failed. Only who holds the lock can tell it from one that runs.
     */
    static Optional<Step> interrupted(Connection connection, History history) throws SQLException {
        for (Step step : all(connection)) {
            if (!step.isSettled(connection, history)) {
                return Optional.of(step);
            }
        }
        return history.failed().map(it -> new Step(it.version(), Direction.MIGRATE, "", false));
    }

    /** Removes the steps that left nothing to mend. */
    static void forgetSettled(Connection connection, History history) throws SQLException {
        for (Step step : all(connection)) {
            if (step.isSettled(connection, history)) {
                end(connection, step.version());
            }
        }
    }

    /** Whether the step's change is in the schema. */
    boolean hasHappened(Connection connection) throws SQLException {
        return done
                || (!fingerprint.isEmpty()
                        && !fingerprint.equals(SchemaSnapshot.of(connection).fingerprint()));
    }

    /**
     * Settles for good whether the step's change is in the schema, before anyone mends something by
     * hand: afterwards the fingerprint would tell of that as well.
     */
    Step judge(Connection connection) throws SQLException {
        var judged = new Step(version, direction, "", hasHappened(connection));
        if (History.exists(connection, SchemaTables.STEP)) {
            Sql.update(
                    connection,
                    "UPDATE schema_step SET done = ?, fingerprint = '' WHERE version = ?",
                    judged.done(),
                    version);
        }
        return judged;
    }

    /** Whether history and schema agree without this row. */
    private boolean isSettled(Connection connection, History history) throws SQLException {
        return switch (direction) {
            case MIGRATE ->
                    history.isApplied(version)
                            || (history.find(version).isEmpty() && !hasHappened(connection));
            case UNDO -> history.isApplied(version) && !hasHappened(connection);
        };
    }

    private static List<Step> all(Connection connection) throws SQLException {
        if (!History.exists(connection, SchemaTables.STEP)) {
            return List.of();
        }
        return Sql.query(
                connection,
                row ->
                        new Step(
                                row.getString(1),
                                Direction.valueOf(row.getString(2)),
                                row.getString(3),
                                row.getBoolean(4)),
                "SELECT version, direction, fingerprint, done FROM schema_step ORDER BY version");
    }
}
