package erp.migrations;

import erp.migrations.backup.Backup;
import erp.migrations.backup.BackupOutcomes;
import erp.migrations.backup.Catalog;
import erp.migrations.backup.Progress;
import erp.migrations.backup.Restore;
import erp.migrations.backup.Retention;
import erp.migrations.backup.Verification;
import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commands that make, prove, list and restore backups; each returns the exit code. */
record BackupCommands(Map<String, String> environment, PrintStream out, PrintStream err) {
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,40}");

    int backup(CommandLine line) {
        BackupPlace.Named named = BackupPlace.named(environment, line, "--to");
        boolean verify = line.flag("--verify");
        var retention =
                new Retention(
                        positive(line, "--keep"),
                        positive(line, "--keep-days").map(Duration::ofDays));
        line.end();
        if (!verify && (retention.newest().isPresent() || retention.age().isPresent())) {
            throw new UsageException(
                    "--keep and --keep-days need --verify: old backups go when the new one is"
                            + " proven");
        }
        requireEmbedded();
        try (BackupPlace place = named.open();
                CommandDatabase database = CommandDatabase.open(environment)) {
            DatabaseLogin login = database.owner(CommandDatabase.schema(environment));
            BackupOutcomes outcomes = outcomes(database);
            telling(outcomes, () -> backup(login, database, place, outcomes, verify, retention));
        }
        return 0;
    }

    private void backup(
            DatabaseLogin login,
            CommandDatabase database,
            BackupPlace place,
            BackupOutcomes outcomes,
            boolean verify,
            Retention retention) {
        Catalog catalog = place.catalog();
        Manifest made =
                new Backup(login, catalog, place.key(), progress(), _ -> {}, Clock.systemUTC())
                        .run();
        out.println(made(made) + ", in " + place.store().title());
        outcomes.made(made).ifPresent(err::println);
        if (verify) {
            verify(database, place, made.name(), outcomes);
            for (String gone :
                    catalog.apply(retention, made.schema(), Clock.systemUTC().instant())) {
                out.println("removed " + gone);
            }
        }
    }

    private BackupOutcomes outcomes(CommandDatabase database) {
        String schema = CommandDatabase.schema(environment);
        return new BackupOutcomes(database.administrator(schema).dataSource());
    }

    /** A failure is told too, before it goes on. */
    private void telling(BackupOutcomes outcomes, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            outcomes.failed(String.valueOf(e.getMessage())).ifPresent(err::println);
            throw e;
        }
    }

    int list(CommandLine line) {
        BackupPlace.Named named = BackupPlace.named(environment, line, "--from");
        line.end();
        try (BackupPlace place = named.open()) {
            for (Catalog.Entry entry : place.catalog().list()) {
                out.println(listed(entry));
            }
        }
        return 0;
    }

    int verify(CommandLine line) {
        String name = line.word("verify needs the name of the BACKUP, or latest");
        BackupPlace.Named named = BackupPlace.named(environment, line, "--from");
        line.end();
        requireEmbedded();
        try (BackupPlace place = named.open();
                CommandDatabase database = CommandDatabase.open(environment)) {
            BackupOutcomes outcomes = outcomes(database);
            String backup = place.catalog().resolve(name);
            telling(outcomes, () -> verify(database, place, backup, outcomes));
        }
        return 0;
    }

    int restore(CommandLine line) throws SQLException {
        boolean resume = line.flag("--resume");
        boolean replace = line.flag("--replace");
        boolean yes = line.flag("--yes");
        Optional<String> into = line.option("--schema");
        Optional<Instant> until = line.option("--until").map(BackupCommands::moment);
        BackupPlace.Named named = BackupPlace.named(environment, line, "--from");
        String name = resume ? "" : line.word("restore needs the name of the BACKUP, or latest");
        line.end();
        if (resume && until.isPresent()) {
            throw new UsageException("--resume finishes what was begun: it takes no --until");
        }
        try (BackupPlace place = named.open();
                CommandDatabase database = CommandDatabase.open(environment)) {
            DatabaseLogin server = database.administrator("");
            String target = checked(into.orElseGet(() -> schemaOf(server)));
            var restore =
                    new Restore(
                            server,
                            target,
                            place.catalog(),
                            place.key(),
                            until.orElse(null),
                            progress(),
                            _ -> {});
            return resume
                    ? resume(restore, target, yes)
                    : restore(restore, place.catalog().resolve(name), replace, yes);
        }
    }

    int key(CommandLine line) {
        Path file = Path.of(line.word("backup-key needs the name of the new FILE"));
        line.end();
        BackupKey key = BackupKey.create(file);
        out.printf(
                "key %s is in %s. Keep a copy where no backup is: without it encrypted backups are"
                        + " lost.%n",
                key.id(), file);
        return 0;
    }

    private int restore(Restore restore, String name, boolean replace, boolean yes) {
        out.println(restore.plan(name, replace).warning(restore.target()));
        if (!yes) {
            return notDone();
        }
        Manifest restored = restore.run(name, replace);
        out.printf(
                Locale.ROOT,
                "restored %,d rows in %d tables into %s, all compared%s. If its migrations are"
                    + " older than this build, run ./erp db migrate; for another schema, ./erp db"
                    + " account.%n",
                restored.rows(),
                restored.tables().size(),
                restore.target(),
                restore.until() == null
                        ? ""
                        : ", and brought to %s by the binary log: run ./erp db check"
                                .formatted(restore.until()));
        return 0;
    }

    private int resume(Restore restore, String target, boolean yes) {
        if (!yes) {
            return notDone();
        }
        out.println(
                restore.resume()
                        .map(it -> "The restore of %s into %s is complete.".formatted(it, target))
                        .orElse("There was nothing to finish."));
        return 0;
    }

    private int notDone() {
        err.println("Nothing was done. Add --yes to do it.");
        return 1;
    }

    private void verify(
            CommandDatabase database, BackupPlace place, String name, BackupOutcomes outcomes) {
        Manifest proven =
                new Verification(
                                database.administrator(""),
                                place.catalog(),
                                place.key(),
                                progress(),
                                _ -> {},
                                Clock.systemUTC())
                        .run(name);
        out.printf(
                Locale.ROOT,
                "verified %s: restored elsewhere, %,d rows in %d tables, all the same; %s%n",
                name,
                proven.rows(),
                proven.tables().size(),
                proven.binaryLog().reach());
        outcomes.verified(proven).ifPresent(err::println);
    }

    /** Opening an embedded database would make a new, empty one. */
    private void requireEmbedded() {
        Path dataDir = CommandDatabase.dataDir(environment);
        if (!environment.containsKey("ERP_DB_URL") && !Files.exists(dataDir)) {
            throw new MigrationException(
                    "There is no database in "
                            + dataDir
                            + ": name one in ERP_DB_URL or ERP_DATA_DIR.");
        }
    }

    private String schemaOf(DatabaseLogin server) {
        if (!environment.containsKey("ERP_DB_URL")) {
            return CommandDatabase.schema(environment);
        }
        try (Connection connection = server.connect()) {
            return connection.getCatalog();
        } catch (SQLException e) {
            throw new MigrationException(
                    "The schema of ERP_DB_URL does not open: %s. Name the one to restore into with --schema."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static Instant moment(String text) {
        try {
            Instant moment = Instant.parse(text);
            if (moment.equals(moment.truncatedTo(ChronoUnit.SECONDS))) {
                return moment;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw new UsageException(
                "--until must be a time in UTC in whole seconds, such as 2026-11-27T08:30:00Z, not "
                        + text);
    }

    private static String checked(String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new UsageException("--schema must match " + SCHEMA + ", not " + schema);
        }
        return schema;
    }

    private static Optional<Integer> positive(CommandLine line, String name) {
        Optional<Integer> number = line.number(name);
        if (number.isPresent() && number.get() < 1) {
            throw new UsageException(name + " must be 1 or more");
        }
        return number;
    }

    private Progress progress() {
        return new Progress(err);
    }

    private static String made(Manifest it) {
        return String.format(
                Locale.ROOT,
                "backup %s: %,d rows in %d tables, %s, migrated to %s, %s",
                it.name(),
                it.rows(),
                it.tables().size(),
                size(it.data().bytes()),
                it.schemaVersion() == null ? "nothing" : it.schemaVersion(),
                it.encryption() == null
                        ? "not encrypted"
                        : "encrypted with key " + it.encryption().keyId());
    }

    private static String listed(Catalog.Entry entry) {
        Manifest manifest = entry.manifest();
        String problem = entry.problem().orElse("");
        if (manifest == null) {
            return "%-30s  BROKEN  %s".formatted(entry.name(), problem);
        }
        return String.format(
                Locale.ROOT,
                "%-30s  %s  %9s  %,12d rows  %-13s  %-24s  %s",
                entry.name(),
                manifest.takenAt().toString().substring(0, 19) + "Z",
                size(manifest.data().bytes()),
                manifest.rows(),
                manifest.schemaVersion() == null ? "-" : manifest.schemaVersion(),
                manifest.encryption() == null ? "open" : "key " + manifest.encryption().keyId(),
                !problem.isEmpty()
                        ? "BROKEN: " + problem
                        : entry.verified()
                                .map(it -> "verified " + it.at().toString().substring(0, 19) + "Z")
                                .orElse("not verified"));
    }

    private static String size(long bytes) {
        double megabytes = bytes / 1e6;
        return String.format(Locale.ROOT, megabytes < 10 ? "%.2f MB" : "%.0f MB", megabytes);
    }
}
