package erp.core.auth;

import erp.core.ErpException;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;

import org.jspecify.annotations.Nullable;

import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Issues and checks access tokens: JWT, RS256 and nothing else. */
public final class Tokens {
    static final int MAX_LENGTH = 8_000;
    static final Duration SKEW = Duration.ofSeconds(30);
    private static final int REMEMBERED = 5_000;
    private static final String ACCESS_VERSION = "access_version";

    private final SigningKeys keys;
    private final Clock clock;
    private final AuthSettings settings;
    private final JwtParser parser;
    private final VerifiedTokens verified = new VerifiedTokens(REMEMBERED);

    public Tokens(SigningKeys keys, Clock clock, AuthSettings settings) {
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
        this.parser =
                Jwts.parser()
                        .json(TokenJson.reader())
                        .clock(() -> Date.from(clock.instant()))
                        .clockSkewSeconds(SKEW.toSeconds())
                        .requireIssuer(settings.issuer())
                        .sig()
                        .clear()
                        .add(Jwts.SIG.RS256)
                        .and()
                        .zip()
                        .clear()
                        .and()
                        .keyLocator(this::key)
                        .build();
    }

    public Duration lifetime() {
        return settings.lifetime();
    }

    /** A token for that identity, good for {@link #lifetime()}. Asks the database now and then. */
    public String issue(Identity identity) {
        SigningKeys.Signer signer = keys.signer();
        Instant now = clock.instant();
        JwtBuilder token =
                Jwts.builder()
                        .json(TokenJson.writer())
                        .header()
                        .keyId(signer.kid())
                        .type("JWT")
                        .and()
                        .issuer(settings.issuer())
                        .audience()
                        .add(settings.audience())
                        .and()
                        .subject(identity.user().toString())
                        .claim("name", identity.name())
                        .claim("company", identity.company().toString())
                        .claim("cohort", Cohort.of(identity.user()))
                        .claim("perms", identity.permissions())
                        .claim("probe", identity.isProbe())
                        .id(UUID.randomUUID().toString())
                        .issuedAt(Date.from(now))
                        .expiration(Date.from(now.plus(settings.lifetime())))
                        .signWith(signer.key(), Jwts.SIG.RS256);
        if (identity.accessVersion() != null) {
            token.claim(ACCESS_VERSION, identity.accessVersion());
        }
        return token.compact();
    }

    /** Who the token speaks for. Throws {@link AuthError}'s codes. */
    public Identity verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw malformed();
        }
        VerifiedTokens.Entry known = verified.get(token);
        if (known == null) {
            known = check(token);
            verified.remember(token, known);
        } else if (clock.instant().isAfter(known.expires().plus(SKEW))) {
            throw expired();
        } else if (keys.verifier(known.kid()).isEmpty()) {
            throw malformed();
        }
        return known.identity();
    }

    private VerifiedTokens.Entry check(String token) {
        try {
            Jws<Claims> jws = parser.parseSignedClaims(token);
            Claims claims = jws.getPayload();
            checkAudience(claims);
            Identity identity =
                    new Identity(
                            UUID.fromString(text(claims, "sub")),
                            text(claims, "name"),
                            UUID.fromString(text(claims, "company")),
                            permissions(claims),
                            accessVersion(claims));
            return new VerifiedTokens.Entry(identity, expiry(claims), jws.getHeader().getKeyId());
        } catch (ExpiredJwtException _) {
            throw expired();
        } catch (JwtException | IllegalArgumentException _) {
            // What exactly was wrong helps only who forges.
            throw malformed();
        }
    }

    /**
     * A token for another audience is refused, one without any as well, unless it comes from a
     * version that knew neither audience nor access version: that one runs beside us in a release.
     */
    private void checkAudience(Claims claims) {
        Set<String> audience = claims.getAudience();
        boolean isForNobody = audience == null || audience.isEmpty();
        boolean isForUs = !isForNobody && audience.contains(settings.audience());
        if (!isForUs && !(isForNobody && claims.get(ACCESS_VERSION) == null)) {
            throw new IllegalArgumentException("for another audience");
        }
    }

    private static @Nullable Long accessVersion(Claims claims) {
        return switch (claims.get(ACCESS_VERSION)) {
            case null -> null;
            case Integer version -> version.longValue();
            case Long version -> version;
            default -> throw new IllegalArgumentException("no number");
        };
    }

    private static Instant expiry(Claims claims) {
        Date expiry = claims.getExpiration();
        if (expiry == null) {
            throw new IllegalArgumentException("no exp");
        }
        return expiry.toInstant();
    }

    private static String text(Claims claims, String name) {
        if (claims.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no " + name);
    }

    private static List<String> permissions(Claims claims) {
        if (claims.get("perms") instanceof List<?> list
                && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("no perms");
    }

    private Key key(Header header) {
        String kid = header instanceof JwsHeader jws ? jws.getKeyId() : null;
        if (kid == null) {
            throw new IllegalArgumentException("no kid");
        }
        return keys.verifier(kid).orElseThrow(() -> new IllegalArgumentException("unknown kid"));
    }

    private static ErpException expired() {
        return new ErpException(AuthError.TOKEN_EXPIRED, "the access token has expired");
    }

    private static ErpException malformed() {
        return new ErpException(AuthError.TOKEN_MALFORMED, "the access token is not valid");
    }
}
