package erp.users.common;

import erp.core.ErrorCode;

/** What the module refuses. */
public enum UsersError implements ErrorCode, OfUsers {
    WRONG_CREDENTIALS(Kind.UNAUTHENTICATED),
    REFRESH_TOKEN_INVALID(Kind.UNAUTHENTICATED),
    SIGN_IN_BLOCKED(Kind.TOO_MANY),
    SIGN_IN_BUSY(Kind.UNAVAILABLE),
    USER_DISABLED(Kind.FORBIDDEN),
    USER_NOT_FOUND(Kind.NOT_FOUND),
    USERNAME_TAKEN(Kind.CONFLICT),
    PASSWORD_POLICY(Kind.INVALID),
    ROLE_NOT_FOUND(Kind.NOT_FOUND),
    ROLE_UNKNOWN(Kind.INVALID),
    ROLE_EXISTS(Kind.CONFLICT),
    ROLE_BUILT_IN(Kind.CONFLICT),
    PERMISSION_UNKNOWN(Kind.INVALID),
    RIGHTS_NOT_HELD(Kind.FORBIDDEN),
    COMPANY_FORBIDDEN(Kind.FORBIDDEN),
    LAST_ADMINISTRATOR(Kind.CONFLICT);

    private final Kind kind;

    UsersError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
