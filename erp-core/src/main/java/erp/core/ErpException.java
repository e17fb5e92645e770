package erp.core;

import com.google.errorprone.annotations.FormatMethod;

import java.util.List;

/** A refused command: nothing was written. The message is for the caller. */
public final class ErpException extends RuntimeException {
    private final transient ErrorCode code;
    private final transient List<Violation> violations;

    @FormatMethod
    public ErpException(ErrorCode code, String format, Object... args) {
        this(code, List.of(), args.length == 0 ? format : format.formatted(args), null);
    }

    /** Refused because of single fields, each named. */
    public ErpException(ErrorCode code, List<Violation> violations, String message) {
        this(code, violations, message, null);
    }

    public ErpException(
            ErrorCode code,
            List<Violation> violations,
            String message,
            @org.jspecify.annotations.Nullable Throwable cause) {
        super(message, cause, false, cause != null);
        this.code = code;
        this.violations = List.copyOf(violations);
    }

    /** Refused because of one field of the body. */
    public static ErpException field(ErrorCode code, String pointer, String rule, String message) {
        return new ErpException(
                code, List.of(new Violation(pointer, rule, message)), pointer + " " + message);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }
}
