package erp.migrations;

import erp.migrations.rehearsal.Rehearsal;
import erp.migrations.schema.DataLoss;
import erp.migrations.schema.MigrationStatus;
import erp.migrations.schema.Migrations;
import erp.migrations.schema.Migrator;
import erp.migrations.schema.RehearsedStep;
import erp.migrations.schema.UndoPlan;
import erp.migrations.sql.DatabaseLogin;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The commands that move the schema, or say where it stands; each returns the exit code. */
record MigrationCommands(Map<String, String> environment, PrintStream out, PrintStream err) {
    int migrate(CommandLine line) {
        boolean withContract = line.flag("--with-contract");
        boolean resume = line.flag("--resume");
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            var migrator =
                    new Migrator(database.owner(CommandDatabase.schema(environment)).dataSource());
            if (resume) {
                out.println(migrator.resume().orElse("There was nothing to finish."));
            }
            List<String> applied =
                    withContract ? migrator.migrateWithContract() : migrator.migrate();
            applied.forEach(stamp -> out.println("applied " + stamp));
            long waiting =
                    migrator.status().stream()
                            .filter(it -> it.state() == MigrationStatus.State.PENDING)
                            .count();
            out.printf(
                    "%d applied%s%n",
                    applied.size(),
                    waiting == 0 ? "" : ", " + waiting + " contract waiting (--with-contract)");
        }
        return 0;
    }

    int undo(CommandLine line) {
        boolean yes = line.flag("--yes");
        boolean accepted = line.flag("--accept-data-loss");
        Optional<String> to = line.option("--to");
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            var migrator =
                    new Migrator(database.owner(CommandDatabase.schema(environment)).dataSource());
            List<UndoPlan> plans =
                    to.map(migrator::planUndoTo)
                            .orElseGet(() -> migrator.planUndo().stream().toList());
            if (plans.isEmpty()) {
                out.println(
                        to.map(
                                        it ->
                                                "Nothing to undo: no migration after %s is applied."
                                                        .formatted(it))
                                .orElse("Nothing to undo: no migration is applied."));
                return 0;
            }
            plans.forEach(plan -> out.println(plan.warning()));
            if (!accepted && plans.stream().anyMatch(UndoPlan::loses)) {
                err.println(
                        "Nothing was done. Add --accept-data-loss to do it and lose that for"
                                + " good.");
                return 1;
            }
            if (!accepted && !yes) {
                err.println("Nothing was done. Add --yes to do it.");
                return 1;
            }
            DataLoss loss = accepted ? DataLoss.ACCEPTED : DataLoss.REFUSED;
            List<UndoPlan> done =
                    to.map(it -> migrator.undoTo(it, loss))
                            .orElseGet(() -> migrator.undoLast(loss).stream().toList());
            done.forEach(it -> out.println("undone " + it.stamp()));
        }
        return 0;
    }

    int rehearse(CommandLine line) throws SQLException {
        int rows = line.number("--rows").orElse(Rehearsal.DEFAULT_ROWS);
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            DatabaseLogin login = database.administrator(CommandDatabase.schema(environment));
            List<RehearsedStep> figures =
                    new Rehearsal(login, Migrations.ofBuild())
                            .run(rows, step -> out.println(step.stamp() + "  " + step.sentence()));
            if (figures.isEmpty()) {
                out.println("Nothing to rehearse: no migration is pending.");
            }
        }
        return 0;
    }

    int status(CommandLine line) {
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            var migrator =
                    new Migrator(database.owner(CommandDatabase.schema(environment)).dataSource());
            for (MigrationStatus status : migrator.status()) {
                out.printf(
                        "%-13s  %-8s  %-11s  %-20s  %s%n",
                        status.stamp(),
                        status.mark().map(it -> it.name().toLowerCase(Locale.ROOT)).orElse("-"),
                        status.state().name().toLowerCase(Locale.ROOT),
                        status.installedOn()
                                .map(it -> it.toString().substring(0, 19) + "Z")
                                .orElse("-"),
                        status.description());
                status.remarks().forEach(it -> out.println(" ".repeat(15) + it));
            }
        }
        return 0;
    }
}
