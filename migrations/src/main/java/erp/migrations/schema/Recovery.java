package erp.migrations.schema;

import erp.migrations.sql.MigrationException;
import erp.migrations.sql.SchemaTables;
import erp.migrations.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

/**
 * What to do about a step that was cut off or failed: says it, and finishes the step when asked to.
 */
record Recovery(Migrations migrations, Undo undo, Function<Migration, Integer> checksum) {
    /** The state and the two ways out of it. */
    String describe(Connection connection, Step step) throws SQLException {
        boolean happened = step.hasHappened(connection);
        String state =
                switch (step.direction()) {
                    case MIGRATE ->
                            happened
                                    ? "was cut off: its change is in the schema, but not in the"
                                            + " history"
                                    : "failed: the schema is as it was before";
                    case UNDO ->
                            happened
                                    ? "was being undone: its change is gone, but not from the"
                                            + " history"
                                    : "was being undone: its change is still in the schema";
                };
        return ("Migration %s %s. Mend the cause, then `./erp db migrate --resume` finishes it,"
                        + " or `./erp db undo` takes it back.")
                .formatted(step.version().replace('.', '_'), state);
    }

    /** Makes history and schema agree, and leaves no trace of the step. Returns what was done. */
    String finish(Connection connection, Step step) throws SQLException {
        String stamp = step.version().replace('.', '_');
        return switch (step.direction()) {
            case MIGRATE -> {
                if (!step.hasHappened(connection)) {
                    Sql.transaction(
                            connection,
                            () -> {
                                History.delete(connection, step.version());
                                endStep(connection, step);
                            });
                    yield "Migration " + stamp + " had changed nothing and runs anew.";
                }
                Migration migration =
                        migrations
                                .find(step.version())
                                .orElseThrow(
                                        () ->
                                                new MigrationException(
                                                        "Migration "
                                                                + stamp
                                                                + " is not one of this build:"
                                                                + " finish it with the build that"
                                                                + " brought it."));
                int known = checksum.apply(migration);
                Step.createTables(connection);
                Sql.transaction(
                        connection,
                        () -> {
                            AppliedContracts.add(connection, migration);
                            History.insert(connection, migration, known);
                            endStep(connection, step);
                        });
                yield "Migration " + stamp + " was complete and is in the history now.";
            }
            case UNDO -> {
                undo.run(connection, undo.plan(connection, step));
                yield "The undo of migration " + stamp + " is complete.";
            }
        };
    }

    private static void endStep(Connection connection, Step step) throws SQLException {
        if (History.exists(connection, SchemaTables.STEP)) {
            Step.end(connection, step.version());
        }
    }
}
