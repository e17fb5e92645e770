package erp.migrations;

import erp.migrations.backup.Catalog;
import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.store.FolderStore;
import erp.migrations.backup.store.S3Store;
import erp.migrations.backup.store.Store;
import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command finds backups, and with which key.
 *
 * @param key null when none is named
 */
record BackupPlace(Store store, @Nullable BackupKey key) implements AutoCloseable {
    /** What a command line says, before anything is opened. */
    record Named(String place, Optional<String> keyFile, Map<String, String> environment) {
        BackupPlace open() {
            BackupKey key = keyFile.map(file -> BackupKey.read(Path.of(file))).orElse(null);
            return new BackupPlace(
                    place.startsWith("s3:") ? bucket() : new FolderStore(Path.of(place)), key);
        }

        private Store bucket() {
            try {
                return S3Store.open(place, environment, Clock.systemUTC());
            } catch (NoClassDefFoundError e) {
                throw new MigrationException(
                        "The S3 client is left out of this image for its size: back up into a"
                                + " folder, or run ./erp db where the sources are.",
                        e);
            }
        }
    }

    /** From the option, else ERP_BACKUP_TO, else a folder beside the embedded database's. */
    static Named named(Map<String, String> environment, CommandLine line, String option) {
        return new Named(
                line.option(option)
                        .or(() -> Optional.ofNullable(environment.get("ERP_BACKUP_TO")))
                        .orElseGet(() -> CommandDatabase.dataDir(environment) + "-backups"),
                line.option("--key-file")
                        .or(() -> Optional.ofNullable(environment.get("ERP_BACKUP_KEY_FILE"))),
                environment);
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Catalog catalog() {
        return new Catalog(store);
    }
}
