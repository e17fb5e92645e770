package erp.core;

import com.google.errorprone.annotations.FormatMethod;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** A refused command: nothing was written. The message is for the caller. */
public final class ErpException extends RuntimeException {
    private final transient ErrorCode code;
    private final transient List<Violation> violations;
    private final transient @Nullable Duration wait;

    @FormatMethod
    public ErpException(ErrorCode code, String format, Object... args) {
        this(code, List.of(), args.length == 0 ? format : format.formatted(args), null, null);
    }

    /** Refused because of single fields, each named. */
    public ErpException(ErrorCode code, List<Violation> violations, String message) {
        this(code, violations, message, null, null);
    }

    public ErpException(
            ErrorCode code, List<Violation> violations, String message, @Nullable Throwable cause) {
        this(code, violations, message, cause, null);
    }

    private ErpException(
            ErrorCode code,
            List<Violation> violations,
            String message,
            @Nullable Throwable cause,
            @Nullable Duration wait) {
        super(message, cause, false, cause != null);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.wait = wait;
    }

    /** Refused for now; the same request can succeed after so long. */
    public static ErpException later(ErrorCode code, Duration wait, String message) {
        return new ErpException(code, List.of(), message, null, wait);
    }

    /** Refused for now because of a failure below. */
    public static ErpException later(
            ErrorCode code, Duration wait, String message, Throwable cause) {
        return new ErpException(code, List.of(), message, cause, wait);
    }

    /** Refused because of one field of the body. */
    public static ErpException field(ErrorCode code, String pointer, String rule, String message) {
        return new ErpException(
                code, List.of(new Violation(pointer, rule, message)), pointer + " " + message);
    }

    public ErrorCode code() {
        return code;
    }

    /** Whole seconds after which it is worth trying again, rounded up; one where nobody knows. */
    public long retryAfterSeconds() {
        return wait == null ? 1 : Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    public List<Violation> violations() {
        return violations;
    }
}
