package erp.migrations.schema;

import erp.migrations.fleet.LiveServer;
import erp.migrations.schema.MigrationStatus.State;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Puts the build's migrations and the schema's history side by side. */
record StatusReport(Migrations migrations, Supplier<List<String>> changed) {
    List<MigrationStatus> of(Connection connection) throws SQLException {
        History history = History.read(connection);
        Optional<String> open =
                Step.interrupted(connection, history)
                        .filter(step -> isOpen(step, history))
                        .map(Step::version);
        State openState = MigrationLock.isTaken(connection) ? State.RUNNING : State.INTERRUPTED;
        List<String> edited = history.entries().isEmpty() ? List.of() : changed.get();
        ContractGate gate = ContractGate.of(connection);
        Map<String, RehearsedStep> rehearsed = RehearsedStep.all(connection);
        List<MigrationStatus> all = new ArrayList<>();
        for (Migration migration : migrations.all()) {
            Optional<History.Entry> entry = history.find(migration.version());
            State state =
                    open.equals(Optional.of(migration.version()))
                            ? openState
                            : state(entry, edited.contains(migration.version()));
            all.add(
                    new MigrationStatus(
                            migration.stamp(),
                            migration.description(),
                            Optional.of(migration.mark()),
                            state,
                            entry.map(History.Entry::installedOn),
                            remarks(migration, state, gate, rehearsed)));
        }
        for (History.Entry entry : history.entries()) {
            if (migrations.find(entry.version()).isEmpty()) {
                all.add(
                        new MigrationStatus(
                                entry.version().replace('.', '_'),
                                entry.description(),
                                Optional.empty(),
                                entry.success() ? State.UNKNOWN : State.FAILED,
                                Optional.of(entry.installedOn()),
                                List.of()));
            }
        }
        all.sort(Comparator.comparing(MigrationStatus::stamp));
        return all;
    }

    private static List<String> remarks(
            Migration migration,
            State state,
            ContractGate gate,
            Map<String, RehearsedStep> rehearsed) {
        List<String> remarks = new ArrayList<>();
        if (state == State.PENDING) {
            remarks.add(waitsFor(migration, gate));
        }
        RehearsedStep figures = rehearsed.get(migration.stamp());
        if (figures != null) {
            remarks.add(figures.sentence());
        }
        return remarks;
    }

    private static String waitsFor(Migration migration, ContractGate gate) {
        List<LiveServer> hindering = gate.hindering(migration);
        if (!hindering.isEmpty()) {
            return "waits for servers that do not know it: " + LiveServer.describe(hindering);
        }
        return switch (migration.mark()) {
            case EXPAND -> "not run yet: ./erp db migrate";
            case CONTRACT ->
                    "no server hinders it: ./erp db migrate --with-contract, when nobody goes back"
                            + " to an older version";
        };
    }

    /** A step that failed with an error is in the history as such. */
    private static boolean isOpen(Step step, History history) {
        return step.direction() == Step.Direction.UNDO || history.find(step.version()).isEmpty();
    }

    private static State state(Optional<History.Entry> entry, boolean edited) {
        if (entry.isEmpty()) {
            return State.PENDING;
        }
        if (!entry.get().success()) {
            return State.FAILED;
        }
        return edited ? State.CHANGED : State.APPLIED;
    }
}
