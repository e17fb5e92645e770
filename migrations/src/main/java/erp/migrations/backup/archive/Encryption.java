package erp.migrations.backup.archive;

import erp.migrations.sql.MigrationException;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM over numbered chunks (the STREAM construction): the nonce is the chunk's number and
 * whether it is the last, so that a chunk that is missing, moved or added does not open. The key is
 * of this one backup, so no nonce comes twice.
 *
 * @param salt hexadecimal; with the secret it makes the keys of this backup
 */
public record Encryption(String keyId, String salt) {
    public static final String ALGORITHM = "AES-256-GCM in chunks, HKDF-SHA-256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    static final int TAG_BYTES = TAG_BITS / 8;

    public static Encryption with(BackupKey key) {
        return new Encryption(key.id(), HexFormat.of().formatHex(BackupKey.random()));
    }

    /** Refuses another key than the one that the backup was made with. */
    public void require(BackupKey key, String backup) {
        if (!key.id().equals(keyId)) {
            throw new MigrationException(
                    "Backup %s is encrypted with key %s, but the given one is %s: give the right key file."
                            .formatted(backup, keyId, key.id()));
        }
    }

    /** What row checksums begin with: without it they would tell something of short rows. */
    public byte[] rowSalt(BackupKey key) {
        return derive(key, "rows");
    }

    byte[] manifestKey(BackupKey key) {
        return derive(key, "manifest");
    }

    byte[] seal(BackupKey key, int number, boolean last, byte[] bytes, int length) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key, number, last).doFinal(bytes, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    byte[] open(BackupKey key, int number, boolean last, byte[] bytes) throws AEADBadTagException {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, number, last).doFinal(bytes);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, BackupKey key, int number, boolean last)
            throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES)
                        .putInt(NONCE_BYTES - Integer.BYTES - 1, number)
                        .put(NONCE_BYTES - 1, (byte) (last ? 1 : 0))
                        .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(derive(key, "data"), "AES"),
                new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] derive(BackupKey key, String purpose) {
        return key.derive(HexFormat.of().parseHex(salt), purpose);
    }
}
