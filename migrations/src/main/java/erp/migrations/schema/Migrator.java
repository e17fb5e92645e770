package erp.migrations.schema;

import erp.migrations.sql.MigrationException;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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
    /**
     * A step that waits for a busy table keeps everybody else from that table meanwhile, so it does
     * not wait long.
     */
    static final String SESSION = "SET SESSION lock_wait_timeout = 20";

    private final DataSource dataSource;
    private final Migrations migrations;
    private final Callback[] callbacks;

    /** With the migrations of this build. */
    public Migrator(DataSource dataSource) {
        this(dataSource, Migrations.ofBuild());
    }

    public Migrator(DataSource dataSource, Migrations migrations) {
        this(dataSource, migrations, new StepRecorder(dataSource, migrations));
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
     * afterwards. Refused while a server runs that does not know one of them.
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
    public Optional<UndoPlan> undoLast(DataLoss loss) {
        return locked(
                connection -> {
                    List<UndoPlan> plan = undo().plan(connection).stream().toList();
                    return run(connection, plan, loss).stream().findFirst();
                });
    }

    /** What {@link #undoTo} would do now, in the order of doing it. */
    public List<UndoPlan> planUndoTo(String stamp) {
        return locked(connection -> undo().planTo(connection, stamp));
    }

    /**
     * Takes all steps after this one back, the newest first. Where data would be lost that was not
     * accepted, nothing is done; where one fails, those before it stay undone.
     */
    public List<UndoPlan> undoTo(String stamp, DataLoss loss) {
        return locked(connection -> run(connection, undo().planTo(connection, stamp), loss));
    }

    /** Every migration of this build and of the schema, in order. */
    public List<MigrationStatus> status() {
        try (Connection connection = dataSource.getConnection()) {
            return new StatusReport(migrations, this::changed).of(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private List<UndoPlan> run(Connection connection, List<UndoPlan> plans, DataLoss loss)
            throws SQLException {
        for (UndoPlan plan : plans) {
            refuse(plan, loss);
        }
        List<UndoPlan> done = new ArrayList<>();
        for (UndoPlan plan : plans) {
            UndoPlan now = undo().again(connection, plan);
            refuse(now, loss);
            undo().run(connection, now);
            done.add(now);
        }
        return done;
    }

    private static void refuse(UndoPlan plan, DataLoss loss) {
        if (loss == DataLoss.REFUSED && plan.loses()) {
            throw new MigrationException(
                    plan.warning() + " That was not accepted, so it stays as it is.");
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
        ContractGate.of(connection)
                .check(due.stream().filter(it -> !history.isApplied(it.version())).toList());
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
                .initSql(SESSION)
                .createSchemas(false)
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
