package erp.core.auth;

import erp.core.http.Endpoint;
import erp.core.http.Reply;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Tells the world with which keys access tokens are signed. */
public final class AuthRoutes {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SigningKeys keys;

    public AuthRoutes(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * A JSON Web Key Set (RFC 7517), and with it what else a verifier has to compare.
     *
     * @param issuer claim {@code iss} of each token
     * @param audience claim {@code aud} of each token
     */
    public record Jwks(List<Jwk> keys, String issuer, String audience) {}

    /** An RSA public key (RFC 7518, 6.3). */
    public record Jwk(String kty, String use, String alg, String kid, String n, String e) {
        static Jwk of(String kid, RSAPublicKey key) {
            return new Jwk(
                    "RSA",
                    "sig",
                    "RS256",
                    kid,
                    unsigned(key.getModulus()),
                    unsigned(key.getPublicExponent()));
        }

        /** Big-endian without the sign's byte. */
        private static String unsigned(BigInteger number) {
            byte[] bytes = number.toByteArray();
            return BASE64.encodeToString(
                    bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
        }
    }

    public List<Endpoint<?>> endpoints() {
        return List.of(
                Endpoint.get(
                                "/.well-known/jwks.json",
                                "getSigningKeys",
                                "Public keys that access tokens are signed with")
                        .open()
                        .answers(Jwks.class)
                        .plain(_ -> jwks()));
    }

    private Reply jwks() {
        List<Jwk> published =
                keys.published().stream().map(entry -> Jwk.of(entry.kid(), entry.key())).toList();
        return Reply.ok(new Jwks(published, keys.settings().issuer(), keys.settings().audience()))
                .header("Cache-Control", "public, max-age=300");
    }
}
