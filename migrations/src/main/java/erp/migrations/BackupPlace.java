package erp.migrations;

import erp.migrations.backup.Catalog;
import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.store.FolderStore;
import erp.migrations.backup.store.Store;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command finds backups, and with which key.
 *
 * @param key null when none is named
 */
record BackupPlace(Store store, @Nullable BackupKey key) {
    /** From the option, else ERP_BACKUP_TO, else a folder beside the embedded database's. */
    static BackupPlace of(Map<String, String> environment, CommandLine line, String option) {
        String place =
                line.option(option)
                        .or(() -> Optional.ofNullable(environment.get("ERP_BACKUP_TO")))
                        .orElseGet(() -> CommandDatabase.dataDir(environment) + "-backups");
        BackupKey key =
                line.option("--key-file")
                        .or(() -> Optional.ofNullable(environment.get("ERP_BACKUP_KEY_FILE")))
                        .map(file -> BackupKey.read(Path.of(file)))
                        .orElse(null);
        return new BackupPlace(new FolderStore(Path.of(place)), key);
    }

    Catalog catalog() {
        return new Catalog(store);
    }
}
