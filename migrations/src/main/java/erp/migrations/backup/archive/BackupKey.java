package erp.migrations.backup.archive;

import erp.migrations.sql.MigrationException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of encrypted backups: 32 random bytes, kept in a file as base64. It is never used
 * itself: each backup and each purpose has a key of its own derived from it (HKDF-SHA-256).
 */
public final class BackupKey {
    private static final int BYTES = 32;
    private static final int MAX_FILE = 1024;
    private static final byte[] NO_SALT = {};

    private final byte[] secret;

    private BackupKey(byte[] secret) {
        this.secret = secret;
    }

    public static BackupKey read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw new MigrationException(
                        "The key file %s is longer than %d bytes, so it holds no key."
                                .formatted(file, MAX_FILE));
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            byte[] secret = Base64.getDecoder().decode(text);
            if (secret.length == BYTES) {
                return new BackupKey(secret);
            }
            throw noKey(file, "it holds " + secret.length + " bytes");
        } catch (IllegalArgumentException e) {
            throw noKey(file, "it is not base64");
        } catch (NoSuchFileException e) {
            throw new MigrationException(
                    "There is no key file %s: name another, or make one with ./erp db backup-key %s"
                            .formatted(file, file),
                    e);
        } catch (IOException e) {
            throw new MigrationException(
                    "The key file %s cannot be read: %s".formatted(file, e), e);
        }
    }

    /** Makes one in a new file that only its owner may read; never writes over another. */
    public static BackupKey create(Path file) {
        byte[] secret = random();
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try {
            Files.createFile(file, ownerOnly);
            Files.writeString(
                    file,
                    Base64.getEncoder().encodeToString(secret) + "\n",
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
        } catch (FileAlreadyExistsException e) {
            throw new MigrationException(
                    "%s exists, and backups may need it: choose another name.".formatted(file), e);
        } catch (IOException e) {
            throw new MigrationException(
                    "The key file %s cannot be written: %s".formatted(file, e), e);
        }
        return new BackupKey(secret);
    }

    /** Tells keys apart without telling anything about them. */
    public String id() {
        return HexFormat.of().formatHex(derive(NO_SALT, "id"), 0, 8);
    }

    /** 32 bytes for one purpose. */
    byte[] derive(byte[] salt, String purpose) {
        try {
            var input = new SecretKeySpec(secret, "Generic");
            byte[] info = ("erp backup 1 " + purpose).getBytes(StandardCharsets.US_ASCII);
            var extract = HKDFParameterSpec.ofExtract().addIKM(input);
            if (salt.length > 0) {
                extract.addSalt(salt);
            }
            return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has HKDF", e);
        }
    }

    /** For a key, or the salt of a backup. */
    static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static MigrationException noKey(Path file, String why) {
        return new MigrationException(
                "The key file %s must hold %d bytes in base64, but %s."
                        .formatted(file, BYTES, why));
    }

    @Override
    public String toString() {
        return "key " + id();
    }
}
