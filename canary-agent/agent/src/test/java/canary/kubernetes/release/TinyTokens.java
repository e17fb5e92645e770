package canary.kubernetes.release;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/** Signed tokens as the ERP issues them, with the claims that routes go by. */
final class TinyTokens {

    /** Whoever may send probes to a version. */
    static final String PROBE = "probe";

    private static final Duration LIFE = Duration.ofHours(1);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private static final String KEY_ID = "tiny";

    private final RSAPrivateCrtKey key;

    private TinyTokens(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** A new secret, which both versions share. */
    static String newSecret() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static TinyTokens of(String secret) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(secret));
        return new TinyTokens(
                (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
    }

    /** The keys that a gateway checks tokens with. */
    String keys() {
        return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}\
        """
                .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int zero = bytes[0] == 0 ? 1 : 0;
        return URL.encodeToString(java.util.Arrays.copyOfRange(bytes, zero, bytes.length));
    }

    /**
     * A user's token.
     *
     * @param user whose name ends with his cohort: {@code user-07}
     */
    String of(String user, Instant now) {
        String cohort = user.matches(".*-\\d\\d") ? user.substring(user.length() - 2) : "99";
        String claims =
                String.format(
                        Locale.ROOT,
                        "{\"iss\":\"erp-system\",\"aud\":\"erp-api\",\"sub\":\"%s\",\"cohort\":\"%s\","
                            + "\"probe\":\"%s\",\"iat\":%d,\"exp\":%d}",
                        user,
                        cohort,
                        user.equals(PROBE),
                        now.getEpochSecond(),
                        now.plus(LIFE).getEpochSecond());
        String head = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(KEY_ID);
        String text = encoded(head) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
