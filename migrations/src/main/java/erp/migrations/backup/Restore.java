package erp.migrations.backup;

import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.archive.Seal;
import erp.migrations.backup.dump.Definitions;
import erp.migrations.backup.dump.DefinitionsReader;
import erp.migrations.backup.dump.Names;
import erp.migrations.backup.dump.SchemaObject;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.schema.MigrationLock;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Restores a backup into a schema. It is loaded and compared beside it first; only then the tables
 * change places. Until that moment nothing has happened to the schema, after it all has.
 *
 * @param server on any schema, or on none
 * @param target the schema, which need not exist
 * @param until the moment that is wanted, by the binary log; null for that of the backup
 */
public record Restore(
        DatabaseLogin server,
        String target,
        Catalog catalog,
        @Nullable BackupKey key,
        @Nullable Instant until,
        Progress progress,
        Point.Listener points) {
    /** A server reports every few seconds; one that was silent for so long is gone. */
    private static final int SERVER_SILENT_SECONDS = 60;

    /**
     * What a restore would do.
     *
     * @param tables in the target now, all of which would go
     * @param until the moment up to which the binary log is replayed; null for none
     */
    public record Plan(Manifest manifest, int tables, @Nullable Instant until) {
        /** For people to agree to. */
        public String warning(String target) {
            String what =
                    String.format(
                            Locale.ROOT,
                            "Restoring backup %s (schema %s of %s, migrated to %s, %,d rows in %d"
                                    + " tables) into schema %s.",
                            manifest.name(),
                            manifest.schema(),
                            manifest.takenAt(),
                            manifest.schemaVersion() == null ? "nothing" : manifest.schemaVersion(),
                            manifest.rows(),
                            manifest.tables().size(),
                            target);
            if (until != null) {
                what +=
                        "\nWhat was written from then to %s is done again from the binary log."
                                .formatted(until);
            }
            return tables == 0
                    ? what
                    : what + "\nThe %d tables that are there now will be lost.".formatted(tables);
        }
    }

    /** Looks and changes nothing; refuses what {@link #run} would refuse. */
    public Plan plan(String name, boolean replace) {
        return withLock(name, connection -> plan(connection, name, replace));
    }

    public Manifest run(String name, boolean replace) {
        return withLock(name, connection -> run(connection, name, replace));
    }

    /**
     * Finishes a restore that was cut off while tables changed places; empty when there is none.
     */
    public Optional<String> resume() {
        return withLock(
                "that was begun",
                connection -> {
                    Optional<Swap> swap = begun(connection);
                    if (swap.isPresent()) {
                        swap.get().resume(connection);
                    }
                    return swap.map(it -> it.plan().backup());
                });
    }

    /** What is done while nobody else changes the target. */
    private interface Work<T> {
        T run(Connection connection) throws SQLException, IOException;
    }

    private <T> T withLock(String name, Work<T> work) {
        try (Connection connection = Sessions.loading(server.on(""));
                MigrationLock _ = MigrationLock.take(connection, target)) {
            return work.run(connection);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Backup %s could not be restored. The database said: %s"
                            .formatted(name, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    "Backup %s could not be restored, reading %s: %s"
                            .formatted(name, catalog.store().title(), e.getMessage()),
                    e);
        }
    }

    private Plan plan(Connection connection, String name, boolean replace)
            throws SQLException, IOException {
        Optional<Swap> swap = begun(connection);
        if (swap.isPresent()) {
            throw new MigrationException(
                    ("A restore of backup %s into schema %s was cut off while tables changed"
                         + " places, so the schema is not whole. Finish it first: ./erp db restore"
                         + " --resume --schema %s --yes")
                            .formatted(swap.get().plan().backup(), target, target));
        }
        Manifest manifest = catalog.manifest(name, key);
        var reader = new DefinitionsReader(connection, target);
        boolean empty = reader.isEmpty();
        if (!empty && !replace) {
            throw new MigrationException(
                    ("Schema %s is not empty: restore into another one with --schema, or add"
                                    + " --replace, and what is in it will be lost.")
                            .formatted(target));
        }
        List<String> servers = servers(connection);
        if (!servers.isEmpty()) {
            throw new MigrationException(
                    ("Servers of version %s work on schema %s: stop them first. They are counted"
                                    + " for %d s after their last sign of life.")
                            .formatted(String.join(", ", servers), target, SERVER_SILENT_SECONDS));
        }
        long tables =
                Sql.number(
                        connection,
                        "SELECT count(*) FROM information_schema.tables WHERE table_schema = ?",
                        target);
        if (until != null) {
            new BinaryLogReplay(server, manifest, until).range(connection);
        }
        return new Plan(manifest, Math.toIntExact(tables), until);
    }

    private Manifest run(Connection connection, String name, boolean replace)
            throws SQLException, IOException {
        Manifest manifest = plan(connection, name, replace).manifest();
        // Whoever holds the lock on the target is the only one who restores into it.
        for (String left : ScratchSchema.all(connection, target, ScratchSchema.RESTORE)) {
            ScratchSchema.drop(connection, left);
        }
        Seal seal = manifest.seal(key);
        Later later = Later.of(connection, server, manifest, until);
        try (Trial trial =
                Trial.of(
                        catalog,
                        manifest,
                        seal,
                        server,
                        target,
                        ScratchSchema.RESTORE,
                        progress,
                        points)) {
            ScratchSchema scratch = trial.scratch();
            Definitions definitions = later.bring(connection, trial, progress);
            // Asked once more: loading may have taken an hour.
            plan(connection, name, replace);
            var swap =
                    new Swap(
                            server.on(""),
                            scratch.name(),
                            new Swap.Plan(
                                    manifest.name(),
                                    target,
                                    scratch.name().replace("__restore_", "__replaced_"),
                                    definitions),
                            points);
            List<SchemaObject> old = swap.inTheWay(connection);
            scratch.handOver();
            swap.decide(connection);
            swap.run(connection, old);
        }
        return manifest;
    }

    /**
     * What is done again after the backup. The end of the log is known before anything is loaded,
     * or the loading itself would be read from it.
     */
    private record Later(@Nullable BinaryLogReplay replay, BinaryLogReplay.@Nullable Range range) {

        static Later of(
                Connection connection,
                DatabaseLogin server,
                Manifest manifest,
                @Nullable Instant until)
                throws SQLException {
            if (until == null) {
                return new Later(null, null);
            }
            var replay = new BinaryLogReplay(server, manifest, until);
            return new Later(replay, replay.range(connection));
        }

        /** What the schema is made of afterwards. */
        Definitions bring(Connection connection, Trial trial, Progress progress)
                throws SQLException, IOException {
            if (replay == null || range == null) {
                return trial.definitions();
            }
            progress.say("replaying the binary log to " + replay.until());
            replay.run(range, trial.scratch().name());
            Definitions found = new DefinitionsReader(connection, trial.scratch().name()).read();
            // Where nothing was migrated since, events are as the backup says, awake or not.
            return found.asleep().equals(trial.definitions().asleep())
                    ? trial.definitions()
                    : found;
        }
    }

    /** A swap that was decided by a process that is gone. */
    private Optional<Swap> begun(Connection connection) throws SQLException {
        for (String scratch : ScratchSchema.all(connection, target, ScratchSchema.RESTORE)) {
            Optional<Swap.Plan> plan = Swap.begun(connection, scratch);
            if (plan.isPresent()) {
                return Optional.of(new Swap(server.on(""), scratch, plan.get(), points));
            }
        }
        return Optional.empty();
    }

    private List<String> servers(Connection connection) throws SQLException {
        boolean isErp =
                Sql.number(
                                connection,
                                "SELECT count(*) FROM information_schema.tables"
                                        + " WHERE table_schema = ? AND table_name = 'core_process'",
                                target)
                        > 0;
        if (!isErp) {
            return List.of();
        }
        return Sql.strings(
                connection,
                "SELECT DISTINCT version FROM %s WHERE seen_at > utc_timestamp(6) - INTERVAL %d SECOND"
                        .formatted(Names.quoted(target, "core_process"), SERVER_SILENT_SECONDS));
    }
}
