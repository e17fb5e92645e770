package erp.core;

/** What the platform itself refuses. */
public enum CoreError implements ErrorCode {
    MALFORMED_REQUEST(Kind.MALFORMED),
    INVALID_REQUEST(Kind.INVALID),
    UNAUTHENTICATED(Kind.UNAUTHENTICATED),
    FORBIDDEN(Kind.FORBIDDEN),
    NOT_FOUND(Kind.NOT_FOUND),
    METHOD_NOT_ALLOWED(Kind.METHOD),
    NOT_ACCEPTABLE(Kind.NOT_ACCEPTABLE),
    UNSUPPORTED_MEDIA_TYPE(Kind.MEDIA_TYPE),
    /** A {@code Content-Encoding} that is not read here. */
    UNSUPPORTED_ENCODING(Kind.MEDIA_TYPE),
    REQUEST_TOO_LARGE(Kind.TOO_LARGE),
    IDEMPOTENCY_KEY_REQUIRED(Kind.MALFORMED),
    IDEMPOTENCY_KEY_REUSED(Kind.INVALID),
    IDEMPOTENCY_KEY_IN_USE(Kind.CONFLICT),
    VERSION_REQUIRED(Kind.PRECONDITION_REQUIRED),
    VERSION_MISMATCH(Kind.STALE),
    ALREADY_EXISTS(Kind.CONFLICT),
    /** A document's date lies after the company's today. */
    FUTURE_DATE(Kind.INVALID),
    TOO_MANY_REQUESTS(Kind.TOO_MANY),
    BUSY(Kind.UNAVAILABLE),
    DATABASE_UNAVAILABLE(Kind.UNAVAILABLE),
    INTERNAL(Kind.INTERNAL);

    private final Kind kind;

    CoreError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
