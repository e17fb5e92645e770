package erp.core.auth;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Digests that nobody can make or try without {@code ERP_SECRET}: HMAC-SHA256 (RFC 2104). For what
 * must be recognised but not guessed, as a password would be from a plain digest.
 */
public final class SecretDigest {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    /**
     * @param purpose digests of one are worth nothing for another
     */
    public SecretDigest(AuthSettings settings, String purpose) {
        this.key = DerivedKey.of(settings.secret(), ALGORITHM, purpose);
    }

    public byte[] of(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
