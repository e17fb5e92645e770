package erp.migrations.schema;

import erp.migrations.sql.MigrationException;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

/** Notes each step before Flyway runs it, and its end in the same transaction as its rows. */
class StepRecorder implements Callback {
    private final DataSource dataSource;
    private final Migrations migrations;

    StepRecorder(DataSource dataSource, Migrations migrations) {
        this.dataSource = dataSource;
        this.migrations = migrations;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        String version = context.getMigrationInfo().getVersion().getVersion();
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                // On a connection of its own, so that it is committed whatever becomes of the step.
                try (Connection connection = dataSource.getConnection()) {
                    Step.begin(connection, version, Step.Direction.MIGRATE);
                }
            } else {
                Step.markDone(context.getConnection(), version);
                Optional<Migration> migration = migrations.find(version);
                if (migration.isPresent()) {
                    AppliedContracts.add(context.getConnection(), migration.get());
                }
            }
        } catch (SQLException e) {
            throw new MigrationException(
                    "The step " + version + " cannot be noted: " + e.getMessage(), e);
        }
    }

    @Override
    public String getCallbackName() {
        return "steps";
    }
}
