package erp.migrations;

import erp.migrations.schema.MigrationStatus;
import erp.migrations.schema.Migrator;
import erp.migrations.schema.UndoPlan;
import erp.migrations.sql.Accounts;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs one {@code ./erp db} command: 0 fine, 1 failure or violations, 2 wrong usage. */
final class DatabaseCommand {
    private static final String USAGE =
            """
            Usage: erp db COMMAND [-v]
              migrate [--with-contract] [--resume]   applies what is new: expand steps; with --with-contract also
                                                     contract steps, which the old release cannot live with;
                                                     --resume first finishes a step that was cut off or failed
              undo [--yes]                           takes the last step back; without --yes says what is lost
              status                                 lists every migration and its state
              check                                  runs the invariants, a line per check
              activate VERSION                       lets this version of the server do the jobs from now on; one of
                                                     which no server runs is refused
              account USER [--max-connections N]     creates or updates an application's account (default 20
                                                     connections), password in ERP_ACCOUNT_PASSWORD; run it again
                                                     after a migration
            Database: ERP_DB_URL, ERP_DB_USER, ERP_DB_PASSWORD; without ERP_DB_URL the embedded one in
            ERP_DATA_DIR (default .erp), schema ERP_DB_SCHEMA (default erp; check takes erp and erp_demo).\
            """;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    DatabaseCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** A wrong command line; the usage text says what is right. */
    private static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message);
        }
    }

    int run(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        if (words.isEmpty()) {
            err.println(USAGE);
            return 2;
        }
        String command = words.removeFirst();
        try {
            return switch (command) {
                case "migrate" -> migrate(words);
                case "undo" -> undo(words);
                case "status" -> status(words);
                case "check" -> check(words);
                case "activate" -> activate(words);
                case "account" -> account(words);
                case "help", "--help", "-h" -> help();
                default -> throw new UsageException("Unknown command: " + command);
            };
        } catch (UsageException e) {
            err.println(e.getMessage());
            err.println(USAGE);
            return 2;
        } catch (MigrationException e) {
            err.println(e.getMessage());
            return 1;
        } catch (SQLException e) {
            err.println("The database refuses: " + e.getMessage());
            return 1;
        }
    }

    private int help() {
        out.println(USAGE);
        return 0;
    }

    private int migrate(List<String> words) {
        boolean withContract = words.remove("--with-contract");
        boolean resume = words.remove("--resume");
        refuseRest(words);
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            var migrator = new Migrator(database.owner(schema()).dataSource());
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

    private int undo(List<String> words) {
        boolean yes = words.remove("--yes");
        refuseRest(words);
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            var migrator = new Migrator(database.owner(schema()).dataSource());
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

    private int status(List<String> words) {
        refuseRest(words);
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            var migrator = new Migrator(database.owner(schema()).dataSource());
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

    private int check(List<String> words) throws SQLException {
        refuseRest(words);
        Path dataDir = CommandDatabase.dataDir(environment);
        if (!environment.containsKey("ERP_DB_URL") && !Files.exists(dataDir)) {
            throw new MigrationException(
                    "There is no database in " + dataDir + " to check: run ./erp db migrate.");
        }
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            if (database.schemas().isEmpty()) {
                return new CheckReport(out).print(database.owner(schema())) ? 0 : 1;
            }
            List<String> schemas =
                    database.schemas().orElseThrow().stream()
                            .filter(it -> schemasToCheck().contains(it))
                            .toList();
            if (schemas.isEmpty()) {
                throw new MigrationException(
                        "None of the schemas " + schemasToCheck() + " exists.");
            }
            boolean passed = true;
            for (String schema : schemas) {
                out.println("schema " + schema);
                passed &= new CheckReport(out).print(database.owner(schema));
            }
            return passed ? 0 : 1;
        }
    }

    private int activate(List<String> words) {
        if (words.isEmpty() || words.getFirst().startsWith("-")) {
            throw new UsageException("activate needs the VERSION");
        }
        String version = words.removeFirst();
        refuseRest(words);
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            new ActiveVersion(database.owner(schema()).dataSource()).name(version);
            out.printf("version %s does the jobs from now on%n", version);
        }
        return 0;
    }

    private int account(List<String> words) throws SQLException {
        int maxConnections = option(words, "--max-connections").map(this::number).orElse(20);
        if (words.isEmpty() || words.getFirst().startsWith("-")) {
            throw new UsageException("account needs the name of the USER");
        }
        String user = words.removeFirst();
        refuseRest(words);
        String password = environment.get("ERP_ACCOUNT_PASSWORD");
        if (password == null) {
            throw new MigrationException(
                    "ERP_ACCOUNT_PASSWORD is missing: the password that " + user + " gets");
        }
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            DatabaseLogin administrator = database.administrator(schema());
            try (Connection connection = administrator.connect()) {
                new Accounts(administrator.dataSource())
                        .grant(connection.getCatalog(), user, password, maxConnections);
            }
            out.printf("account %s may hold %d connections%n", user, maxConnections);
        }
        return 0;
    }

    private List<String> schemasToCheck() {
        String one = environment.get("ERP_DB_SCHEMA");
        return one == null ? List.of("erp", "erp_demo") : List.of(one);
    }

    private String schema() {
        return environment.getOrDefault("ERP_DB_SCHEMA", "erp");
    }

    private int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--max-connections must be a number, not " + text);
        }
    }

    private static Optional<String> option(List<String> words, String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == words.size()) {
            throw new UsageException(name + " needs a value");
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    private static void refuseRest(List<String> words) {
        if (!words.isEmpty()) {
            throw new UsageException("Unknown argument: " + words.getFirst());
        }
    }
}
