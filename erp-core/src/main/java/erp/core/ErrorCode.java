package erp.core;

/**
 * A way in which the ERP refuses a command; one enum per module. Its {@link #code()} is stable API.
 */
public interface ErrorCode extends OfModule {

    /** What kind of refusal it is, and so its HTTP status. */
    enum Kind {
        MALFORMED(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD(405),
        NOT_ACCEPTABLE(406),
        /** The caller did not send all of it in time. */
        TIMEOUT(408),
        CONFLICT(409),
        STALE(412),
        TOO_LARGE(413),
        MEDIA_TYPE(415),
        INVALID(422),
        PRECONDITION_REQUIRED(428),
        TOO_MANY(429),
        INTERNAL(500),
        UNAVAILABLE(503),
        PROTOCOL(505);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    Kind kind();

    /** The enum constant's name. */
    String name();

    /** {@code sales.ORDER_STATE}: the module and the constant. */
    default String code() {
        return module() + "." + name();
    }

    /** {@code Order state}: what a person reads as the problem's title. */
    default String title() {
        String words = name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /**
     * Refuses by this code because of one field, if it is wrong.
     *
     * @param pointer of the field, {@code /endDate}
     * @param rule that it breaks, stable: {@code order}
     * @param message the rule in words: {@code must not be before startDate}
     */
    default void refuseIf(boolean wrong, String pointer, String rule, String message) {
        if (wrong) {
            throw ErpException.field(this, pointer, rule, message);
        }
    }

    /** Whether the same request, unchanged, can succeed a little later. */
    default boolean isRetryable() {
        return kind() == Kind.UNAVAILABLE
                || kind() == Kind.TOO_MANY
                || kind() == Kind.TIMEOUT
                || this == CoreError.IDEMPOTENCY_KEY_IN_USE;
    }
}
