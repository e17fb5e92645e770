package erp.users;

import erp.core.auth.SecretDigest;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Tokens by which a device is known again where a user has signed in before. Nothing of them is
 * stored; they end with the user's access version, so a new password makes all devices strange.
 */
final class Devices {
    private static final Duration GOOD_FOR = Duration.ofDays(180);
    private static final int NONCE_BYTES = 16;
    private static final int HEAD_BYTES = Long.BYTES * 3 + NONCE_BYTES;
    private static final int DIGEST_BYTES = 32;

    private final SecretDigest digest;
    private final SecureRandom random = new SecureRandom();

    Devices(SecretDigest digest) {
        this.digest = digest;
    }

    String issue(UUID user, long accessVersion, Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] head =
                ByteBuffer.allocate(HEAD_BYTES)
                        .putLong(user.getMostSignificantBits())
                        .putLong(user.getLeastSignificantBits())
                        .putLong(now.getEpochSecond())
                        .put(nonce)
                        .array();
        byte[] token =
                ByteBuffer.allocate(HEAD_BYTES + DIGEST_BYTES)
                        .put(head)
                        .put(sealed(head, accessVersion))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whether that user has signed in with it. */
    boolean isOf(@Nullable String token, @Nullable Credentials user, Instant now) {
        if (token == null || user == null) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException _) {
            return false;
        }
        if (bytes.length != HEAD_BYTES + DIGEST_BYTES) {
            return false;
        }
        byte[] head = Arrays.copyOf(bytes, HEAD_BYTES);
        ByteBuffer read = ByteBuffer.wrap(head);
        UUID owner = new UUID(read.getLong(), read.getLong());
        Instant issued = Instant.ofEpochSecond(read.getLong());
        return MessageDigest.isEqual(
                        sealed(head, user.accessVersion()),
                        Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length))
                && owner.equals(user.user())
                && now.isBefore(issued.plus(GOOD_FOR));
    }

    private byte[] sealed(byte[] head, long accessVersion) {
        return digest.of(
                ByteBuffer.allocate(HEAD_BYTES + Long.BYTES)
                        .put(head)
                        .putLong(accessVersion)
                        .array());
    }
}
