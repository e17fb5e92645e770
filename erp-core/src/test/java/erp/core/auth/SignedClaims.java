package erp.core.auth;

import io.jsonwebtoken.Jwts;

import java.util.Map;

/** Tokens with a right signature and whatever claims a test is about. */
public final class SignedClaims {
    private SignedClaims() {}

    public static String of(SigningKeys keys, Map<String, ?> claims) {
        SigningKeys.Signer signer = keys.signer();
        return Jwts.builder()
                .json(TokenJson.writer())
                .header()
                .keyId(signer.kid())
                .type("JWT")
                .and()
                .claims(claims)
                .signWith(signer.key(), Jwts.SIG.RS256)
                .compact();
    }
}
