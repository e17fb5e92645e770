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
    /** The body did not arrive in the time that it has. */
    REQUEST_TIMEOUT(Kind.TIMEOUT),
    HTTP_VERSION_NOT_SUPPORTED(Kind.PROTOCOL),
    IDEMPOTENCY_KEY_REQUIRED(Kind.MALFORMED),
    IDEMPOTENCY_KEY_REUSED(Kind.INVALID),
    IDEMPOTENCY_KEY_IN_USE(Kind.CONFLICT),
    VERSION_REQUIRED(Kind.PRECONDITION_REQUIRED),
    VERSION_MISMATCH(Kind.STALE),
    ALREADY_EXISTS(Kind.CONFLICT),
    /** A document, or what it is built on, is held for review. */
    QUARANTINED(Kind.CONFLICT),
    /** A document's date lies after the company's today. */
    FUTURE_DATE(Kind.INVALID),
    TOO_MANY_REQUESTS(Kind.TOO_MANY),
    BUSY(Kind.UNAVAILABLE),
    DATABASE_UNAVAILABLE(Kind.UNAVAILABLE),
    /** The database answers and takes no writes, as a replica does that is not promoted yet. */
    DATABASE_READ_ONLY(Kind.UNAVAILABLE),
    /** The database answers and has no room for more. */
    STORAGE_FULL(Kind.UNAVAILABLE),
    /** It was sent to be committed, and whether it was nobody has said. */
    OUTCOME_UNKNOWN(Kind.INTERNAL),
    INTERNAL(Kind.INTERNAL);

    private final Kind kind;

    CoreError(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String module() {
        return "core";
    }
}
