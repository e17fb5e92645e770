package erp.core.auth;

import java.time.Duration;

/**
 * How tokens are made.
 *
 * @param secret protects the private keys in the database; the same for every process on it
 * @param issuer claim {@code iss}; Istio's RequestAuthentication names the same
 * @param audience claim {@code aud}: for whom tokens are; those for others are refused
 * @param lifetime of an access token
 * @param keyAge how long one key signs before the next takes over
 */
public record AuthSettings(
        String secret, String issuer, String audience, Duration lifetime, Duration keyAge) {
    public static final String ISSUER = "erp-system";
    public static final String AUDIENCE = "erp-api";
    public static final Duration LIFETIME = Duration.ofMinutes(10);
    public static final Duration KEY_AGE = Duration.ofDays(30);

    /** Stands in for {@code ERP_SECRET} on a developer's machine; useless as a secret. */
    public static final String DEVELOPMENT_SECRET = "a developer's machine has no secrets";

    private static final int SECRET_LENGTH = 32;

    public AuthSettings {
        if (secret.length() < SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "ERP_SECRET must have at least " + SECRET_LENGTH + " characters");
        }
        if (!audience.matches("[!-~]{1,200}")) {
            throw new IllegalArgumentException(
                    "ERP_TOKEN_AUDIENCE must be 1 to 200 printable ASCII characters without"
                            + " spaces");
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(keyAge) >= 0) {
            throw new IllegalArgumentException(
                    "the lifetime of tokens must be positive and shorter than a key's age");
        }
    }

    public AuthSettings(String secret, String issuer, Duration lifetime, Duration keyAge) {
        this(secret, issuer, AUDIENCE, lifetime, keyAge);
    }

    /** For the default audience. */
    public static AuthSettings of(String secret, String environment) {
        return of(secret, environment, AUDIENCE);
    }

    /**
     * From {@code ERP_SECRET}, {@code ERP_ENV} and {@code ERP_TOKEN_AUDIENCE}. In production a
     * secret must be given; elsewhere one may. Throws {@link IllegalArgumentException} with a text
     * for whoever starts the server.
     *
     * @param secret empty where it is not set
     */
    public static AuthSettings of(String secret, String environment, String audience) {
        boolean production = environment.equals("production");
        if (secret.isEmpty() && production) {
            throw new IllegalArgumentException(
                    "ERP_SECRET must be set in production: at least "
                            + SECRET_LENGTH
                            + " random characters, the same for all versions on one database");
        }
        if (secret.equals(DEVELOPMENT_SECRET) && production) {
            throw new IllegalArgumentException(
                    "ERP_SECRET must not be the development secret in production");
        }
        return new AuthSettings(
                secret.isEmpty() ? DEVELOPMENT_SECRET : secret,
                ISSUER,
                audience,
                LIFETIME,
                KEY_AGE);
    }

    @Override
    public String toString() {
        return "AuthSettings[secret=***, issuer=%s, audience=%s, lifetime=%s, keyAge=%s]"
                .formatted(issuer, audience, lifetime, keyAge);
    }
}
