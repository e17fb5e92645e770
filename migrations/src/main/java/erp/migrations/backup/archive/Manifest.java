package erp.migrations.backup.archive;

import erp.migrations.sql.MigrationException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a backup says of itself. It is written last, so that a backup that was cut off has none.
 *
 * @param format of manifest and data; a reader refuses what is above its own
 * @param schemaVersion the newest applied migration; null for a schema without migrations
 * @param takenAt when the snapshot was taken: what was committed by then is in the backup
 * @param encryption null when the data is readable for everybody
 */
public record Manifest(
        int format,
        String name,
        String schema,
        @Nullable String schemaVersion,
        Instant takenAt,
        Instant finishedAt,
        String server,
        String tool,
        BinaryLog binaryLog,
        @Nullable Encryption encryption,
        Data data,
        Objects objects,
        List<Table> tables) {
    public static final int FORMAT = 1;

    public Manifest {
        tables = List.copyOf(tables);
    }

    /**
     * The file beside the manifest.
     *
     * @param plainBytes before compression
     */
    public record Data(long bytes, long plainBytes, String sha256) {}

    /** How many there are of each. */
    public record Objects(
            int tables, int views, int functions, int procedures, int triggers, int events) {}

    /**
     * One table's rows.
     *
     * @param checksum of the rows in any order, in hexadecimal
     */
    public record Table(String name, long rows, String checksum) {}

    /**
     * From where the binary log would have to be replayed.
     *
     * @param origin the server's own name for itself
     * @param exact whether nothing could have been committed between snapshot and position
     * @param reason why there is no position, or why it is not exact
     */
    public record BinaryLog(
            @Nullable String file,
            @Nullable Long position,
            @Nullable String gtid,
            @Nullable String origin,
            boolean exact,
            @Nullable String reason) {
        public static BinaryLog absent(String reason) {
            return new BinaryLog(null, null, null, null, false, reason);
        }

        /** What a restore can bring back of what was written after the backup. */
        public String reach() {
            return file == null
                    ? "a restore loses what is written after it (%s)".formatted(reason)
                    : "what is written after it is in the binary log from %s:%d on"
                            .formatted(file, position);
        }
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    public Seal seal(@Nullable BackupKey key) {
        if (encryption == null) {
            return Seal.NONE;
        }
        if (key == null) {
            throw new MigrationException(
                    "Backup %s is encrypted with key %s: name its file with --key-file or in ERP_BACKUP_KEY_FILE."
                            .formatted(name, encryption.keyId()));
        }
        encryption.require(key, name);
        return new Seal(encryption, key);
    }
}
