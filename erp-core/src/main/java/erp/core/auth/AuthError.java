package erp.core.auth;

import erp.core.ErrorCode;

/** Why a token is not accepted; says no more than its sender needs to get a better one. */
public enum AuthError implements ErrorCode {
    TOKEN_MISSING,
    TOKEN_MALFORMED,
    TOKEN_EXPIRED,

    /** It was good once: refreshing or signing in again brings a new one, where there is any. */
    TOKEN_REVOKED;

    @Override
    public Kind kind() {
        return Kind.UNAUTHENTICATED;
    }

    @Override
    public String code() {
        return "core." + name();
    }

    @Override
    public String module() {
        return "auth";
    }
}
