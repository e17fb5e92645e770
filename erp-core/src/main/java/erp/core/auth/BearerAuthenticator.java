package erp.core.auth;

import erp.core.Caller;
import erp.core.ErpException;
import erp.core.http.Authenticator;

import org.jspecify.annotations.Nullable;

/** {@code Authorization: Bearer <access token>} (RFC 6750). */
public final class BearerAuthenticator implements Authenticator {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    public BearerAuthenticator(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Caller authenticate(@Nullable String authorization, String requestId) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ErpException(
                    AuthError.TOKEN_MISSING, "send Authorization: Bearer <access token>");
        }
        Identity identity = tokens.verify(authorization.substring(SCHEME.length()).strip());
        return new Caller(identity.actor(), identity.company(), requestId);
    }
}
