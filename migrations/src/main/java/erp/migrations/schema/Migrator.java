package erp.migrations.schema;

import erp.migrations.sql.MigrationException;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * Brings a schema forward and takes single steps back, one at a time whoever else tries, and knows
 * a step that was cut off in the middle. The account must own the schema.
 *
 * <p>A release runs {@link #migrate} first and {@link #migrateWithContract} when no process of the
 * old version is left.
 */
public final class Migrator {
    private final DataSource dataSource;
    private final Migrations migrations;
    private final Callback[] callbacks;

    /** With the migrations of this build. */
    public Migrator(DataSource dataSource) {
        this(dataSource, Migrations.ofBuild());
    }

    public Migrator(DataSource dataSource, Migrations migrations) {
        this(dataSource, migrations, new StepRecorder(dataSource));
    }

    Migrator(DataSource dataSource, Migrations migrations, Callback... callbacks) {
        this.dataSource = dataSource;
        this.migrations = migrations;
        this.callbacks = callbacks;
    }

    /** What is done while no one else changes the schema. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Applies the expand steps that are new and returns their stamps. */
    public List<String> migrate() {
        return locked(connection -> migrate(connection, it -> it.mark() == Migration.Mark.EXPAND));
    }

    /**
     * Applies all that is new, contract steps too: the old release cannot use the schema
     * afterwards.
     */
    public List<String> migrateWithContract() {
        return locked(connection -> migrate(connection, _ -> true));
    }

    /**
     * Finishes the step that was cut off or failed, if there is one, and tells what was done about
     * it.
     */
    public Optional<String> resume() {
        return locked(
                connection -> {
                    Optional<Step> step = Step.interrupted(connection, History.read(connection));
                    return step.isEmpty()
                            ? Optional.empty()
                            : Optional.of(recovery().finish(connection, step.get()));
                });
    }

    /** What {@link #undo} would do now; empty when nothing is applied. */
    public Optional<UndoPlan> planUndo() {
        return locked(connection -> undo().plan(connection));
    }

    /** Takes the last step back, or the one that was cut off; empty when nothing is applied. */
    public Optional<UndoPlan> undoLast() {
        return locked(
                connection -> {
                    Optional<UndoPlan> plan = undo().plan(connection);
                    if (plan.isPresent()) {
                        undo().run(connection, plan.get());
                    }
                    return plan;
                });
    }

    /** Every migration of this build and of the schema, in order. */
    public List<MigrationStatus> status() {
        try (Connection connection = dataSource.getConnection()) {
            return new StatusReport(migrations, this::changed).of(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private List<String> migrate(Connection connection, Predicate<Migration> isDue)
            throws SQLException {
        History history = History.read(connection);
        Optional<Step> interrupted = Step.interrupted(connection, history);
        if (interrupted.isPresent()) {
            Step step = interrupted.get().judge(connection);
            throw new MigrationException(recovery().describe(connection, step));
        }
        List<Migration> due =
                migrations.all().stream()
                        .filter(it -> isDue.test(it) || history.isApplied(it.version()))
                        .toList();
        try {
            var result = flyway(due).migrate();
            List<String> applied =
                    result.migrations.stream().map(it -> it.version.replace('.', '_')).toList();
            Step.forgetSettled(connection, History.read(connection));
            return applied;
        } catch (FlywayException e) {
            Optional<Step> step = Step.interrupted(connection, History.read(connection));
            String state =
                    step.isEmpty()
                            ? ""
                            : "\n" + recovery().describe(connection, step.get().judge(connection));
            throw new MigrationException(
                    "The schema cannot be migrated: " + e.getMessage() + state, e);
        }
    }

    private Flyway flyway(List<Migration> due) {
        return Flyway.configure()
                .dataSource(dataSource)
                .resourceProvider(new MigrationSource(due))
                // A contract step waits while later expand steps run.
                .outOfOrder(true)
                .ignoreMigrationPatterns("*:future", "*:missing")
                // A step that waits for a busy table keeps everybody else from that table
                // meanwhile.
                .initSql("SET SESSION lock_wait_timeout = 20")
                .callbacks(callbacks)
                .load();
    }

    private Recovery recovery() {
        return new Recovery(migrations, undo(), this::checksum);
    }

    private Undo undo() {
        return new Undo(migrations);
    }

    private Integer checksum(Migration migration) {
        for (MigrationInfo info : flyway(migrations.all()).info().all()) {
            if (info.getVersion() != null
                    && info.getVersion().getVersion().equals(migration.version())) {
                return info.getResolvedChecksum();
            }
        }
        throw new IllegalStateException("Flyway does not see " + migration.file());
    }

    private List<String> changed() {
        return List.of(flyway(migrations.all()).info().applied()).stream()
                .filter(info -> !info.isChecksumMatching())
                .map(info -> info.getVersion().getVersion())
                .toList();
    }

    private <T> T locked(Work<T> work) {
        try (Connection connection = dataSource.getConnection();
                MigrationLock lock = MigrationLock.take(connection)) {
            return work.run(lock.connection());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static MigrationException failed(SQLException e) {
        return new MigrationException("The database refuses: " + e.getMessage(), e);
    }
}
