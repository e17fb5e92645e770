package erp.migrations.backup;

import erp.migrations.backup.archive.ArchiveReader;
import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.store.FolderStore;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Backups of one test in a folder. */
record BackupWorld(Path folder, @Nullable BackupKey key, Point.Listener points) {
    static BackupWorld in(Path folder) {
        return new BackupWorld(folder, null, _ -> {});
    }

    BackupWorld with(BackupKey itsKey) {
        return new BackupWorld(folder, itsKey, points);
    }

    BackupWorld at(Point.Listener itsPoints) {
        return new BackupWorld(folder, key, itsPoints);
    }

    Catalog catalog() {
        return new Catalog(new FolderStore(folder));
    }

    Manifest backup(DatabaseLogin login) {
        return new Backup(login, catalog(), key, silent(), points, Clock.systemUTC()).run();
    }

    Manifest verify(DatabaseLogin server, String name) {
        return new Verification(server, catalog(), key, silent(), points, Clock.systemUTC())
                .run(name);
    }

    Restore restore(DatabaseLogin server, String target) {
        return restore(server, target, null);
    }

    Restore restore(DatabaseLogin server, String target, @Nullable Instant until) {
        return new Restore(server, target, catalog(), key, until, silent(), points);
    }

    /** Reads the whole of it as a restore would, but into nowhere. */
    void read(String name) throws IOException {
        Manifest manifest = catalog().manifest(name, key);
        try (var archive =
                new ArchiveReader(
                        name, catalog().store().read(name + Catalog.DATA), manifest.seal(key))) {
            archive.finish(manifest.data().sha256());
        }
    }

    /** Schemas that were made beside this one. */
    static List<String> beside(DatabaseLogin server, String schema) throws SQLException {
        try (Connection connection = server.on("").connect()) {
            return Sql.strings(connection, "SELECT schema_name FROM information_schema.schemata")
                    .stream()
                    .filter(it -> it.startsWith(schema + "__"))
                    .toList();
        }
    }

    private static Progress silent() {
        return new Progress(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }
}
