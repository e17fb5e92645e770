package erp.migrations;

import erp.migrations.schema.MigrationStatus;
import erp.migrations.schema.Migrator;
import erp.migrations.schema.UndoPlan;

import java.io.PrintStream;
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
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            var migrator =
                    new Migrator(database.owner(CommandDatabase.schema(environment)).dataSource());
            Optional<UndoPlan> plan = migrator.planUndo();
            if (plan.isEmpty()) {
                out.println("Nothing to undo: no migration is applied.");
                return 0;
            }
            out.println(plan.get().warning());
            if (!yes) {
                err.println("Nothing was done. Add --yes to do it.");
                return 1;
            }
            migrator.undoLast().ifPresent(done -> out.println("undone " + done.stamp()));
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
            }
        }
        return 0;
    }
}
