package erp.core.auth;

import erp.core.Actor;
import erp.core.Caller;
import erp.core.ErpException;
import erp.core.http.Authenticator;

import org.jspecify.annotations.Nullable;

/**
 * {@code Authorization: Bearer <access token>} (RFC 6750). The token says who calls; what they may
 * do is asked for anew.
 */
public final class BearerAuthenticator implements Authenticator {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final Access access;

    public BearerAuthenticator(Tokens tokens, Access access) {
        this.tokens = tokens;
        this.access = access;
    }

    @Override
    public Admission authenticate(@Nullable String authorization, String requestId) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new ErpException(
                    AuthError.TOKEN_MISSING, "send Authorization: Bearer <access token>");
        }
        Identity identity = tokens.verify(authorization.substring(SCHEME.length()).strip());
        Actor actor = identity.actor(access.lately(identity));
        return new Admission(
                new Caller(actor, identity.company(), requestId),
                (tx, kept) -> identity.actor(access.now(tx, identity, kept)));
    }
}
