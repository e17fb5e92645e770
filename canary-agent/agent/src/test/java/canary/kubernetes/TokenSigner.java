package canary.kubernetes;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Signs access tokens as erp-server does: JWT, RS256, its issuer and audience. */
final class TokenSigner {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final String keyId;
    private final KeyPair keys;

    TokenSigner(String keyId) throws GeneralSecurityException {
        this.keyId = keyId;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        this.keys = generator.generateKeyPair();
    }

    /** What the service publishes of the key. */
    String jwks() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return json(
                Map.of(
                        "keys",
                        List.of(
                                Map.of(
                                        "kty",
                                        "RSA",
                                        "use",
                                        "sig",
                                        "alg",
                                        "RS256",
                                        "kid",
                                        keyId,
                                        "n",
                                        number(key.getModulus().toByteArray()),
                                        "e",
                                        number(key.getPublicExponent().toByteArray())))));
    }

    private static String number(byte[] big) {
        int sign = big[0] == 0 ? 1 : 0; // a number is positive without saying so
        return BASE64.encodeToString(java.util.Arrays.copyOfRange(big, sign, big.length));
    }

    /** A token that is valid now, with these claims besides the usual ones. */
    String token(Map<String, ?> claims) throws GeneralSecurityException {
        return token(claims, Instant.now());
    }

    String token(Map<String, ?> claims, Instant issued) throws GeneralSecurityException {
        Map<String, Object> all = new TreeMap<>(claims);
        all.put("iss", "erp-system");
        all.put("aud", List.of("erp-api"));
        all.put("sub", "somebody");
        all.put("iat", issued.getEpochSecond());
        all.put("exp", issued.plus(LIFE).getEpochSecond());
        String signed = part(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId)) + "." + part(all);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String part(Map<String, ?> values) {
        return BASE64.encodeToString(json(values).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, ?> values) {
        return JsonMapper.shared().writeValueAsString(values);
    }
}
