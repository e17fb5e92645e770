package erp.migrations;

import erp.migrations.backup.Progress;
import erp.migrations.backup.TrialSchema;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.schema.Migration;
import erp.migrations.schema.MigrationStatus;
import erp.migrations.schema.Migrator;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lends a schema to who tries a release on it, for as long as its input is open: the newest proven
 * backup, restored beside the real schema. An input that ends, however that came, ends the schema.
 *
 * <p>It says one line, {@code nothing WHY} or {@code schema URL USER PASSWORD WHAT}, and obeys
 * lines {@code expand} and {@code undo}, each of which it answers with {@code done WHAT} or {@code
 * failed WHY}.
 */
record TrialCommand(
        Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    int run(CommandLine line) throws SQLException {
        BackupPlace.Named named = BackupPlace.named(environment, line, "--from");
        line.end();
        try (CommandDatabase database = CommandDatabase.open(environment)) {
            String schema = CommandDatabase.schema(environment);
            List<MigrationStatus> pending = pending(database.owner(schema));
            if (pending.isEmpty()) {
                out.println("nothing is pending: this build brings no migration");
                return 0;
            }
            DatabaseLogin administrator = database.administrator(schema);
            try (BackupPlace place = named.open();
                    TrialSchema lent =
                            TrialSchema.load(
                                    administrator,
                                    nameOf(administrator),
                                    place.catalog(),
                                    place.key(),
                                    new Progress(err))) {
                DatabaseLogin account = lent.account();
                out.printf(
                        "schema %s %s %s %s; %s%n",
                        account.url(),
                        account.user(),
                        account.password(),
                        restored(lent.backup()),
                        described(pending));
                Thread onSignal = new Thread(() -> drop(lent), "trial-end");
                Runtime.getRuntime().addShutdownHook(onSignal);
                obey(lent);
                forget(onSignal);
            }
        }
        return 0;
    }

    /** A release that is broken off ends us with a signal. */
    private void drop(TrialSchema lent) {
        try {
            lent.close();
        } catch (SQLException e) {
            err.println("The trial's schema stays until the next trial: " + e.getMessage());
        }
    }

    private static void forget(Thread onSignal) {
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook drops the schema.
            return;
        }
    }

    private void obey(TrialSchema lent) {
        try (var words = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                out.println(obey(lent, word.strip()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String obey(TrialSchema lent, String word) {
        try {
            return switch (word) {
                case "expand" -> "done " + told(lent.expand());
                case "undo" -> "done " + told(lent.undo());
                default -> "failed unknown word " + word + ": there are expand and undo";
            };
        } catch (MigrationException e) {
            return "failed " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static String told(List<String> stamps) {
        return stamps.isEmpty() ? "no step" : String.join(", ", stamps);
    }

    private static List<MigrationStatus> pending(DatabaseLogin owner) {
        return new Migrator(owner.dataSource())
                .status().stream()
                        .filter(it -> it.state() == MigrationStatus.State.PENDING)
                        .toList();
    }

    private static String described(List<MigrationStatus> pending) {
        long expand =
                pending.stream()
                        .filter(it -> it.mark().filter(Migration.Mark.EXPAND::equals).isPresent())
                        .count();
        long contract = pending.size() - expand;
        return expand
                + " to expand"
                + (contract == 0 ? "" : ", " + contract + " to contract left out");
    }

    private static String restored(Manifest backup) {
        return String.format(Locale.ROOT, "%,d rows of backup %s", backup.rows(), backup.name());
    }

    private static String nameOf(DatabaseLogin login) throws SQLException {
        try (Connection connection = login.connect()) {
            return connection.getCatalog();
        }
    }
}
