package erp.migrations.backup.archive;

import org.jspecify.annotations.Nullable;

/**
 * How a backup is closed to others: not at all, or with a key.
 *
 * @param encryption both or neither are null
 */
public record Seal(@Nullable Encryption encryption, @Nullable BackupKey key) {
    public static final Seal NONE = new Seal(null, null);

    private static final byte[] NO_SALT = {};

    public Seal {
        if ((encryption == null) != (key == null)) {
            throw new IllegalStateException("both or neither");
        }
    }

    /** For a new backup. */
    public static Seal with(@Nullable BackupKey key) {
        return key == null ? NONE : new Seal(Encryption.with(key), key);
    }

    public byte[] rowSalt() {
        return encryption == null || key == null ? NO_SALT : encryption.rowSalt(key);
    }
}
