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
    private final transient List<Candidate> candidates;

    @FormatMethod
    public ErpException(ErrorCode code, String format, Object... args) {
        this(
                code,
                List.of(),
                args.length == 0 ? format : format.formatted(args),
                null,
                null,
                List.of());
    }

    /** Refused because of single fields, each named. */
    public ErpException(ErrorCode code, List<Violation> violations, String message) {
        this(code, violations, message, null, null, List.of());
    }

    public ErpException(
            ErrorCode code, List<Violation> violations, String message, @Nullable Throwable cause) {
        this(code, violations, message, cause, null, List.of());
    }

    private ErpException(
            ErrorCode code,
            List<Violation> violations,
            String message,
            @Nullable Throwable cause,
            @Nullable Duration wait,
            List<Candidate> candidates) {
        super(message, cause, false, cause != null);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.wait = wait;
        this.candidates = List.copyOf(candidates);
    }

    /** Refused for now; the same request can succeed after so long. */
    public static ErpException later(ErrorCode code, Duration wait, String message) {
        return new ErpException(code, List.of(), message, null, wait, List.of());
    }

    /** Refused for now because of a failure below. */
    public static ErpException later(
            ErrorCode code, Duration wait, String message, Throwable cause) {
        return new ErpException(code, List.of(), message, cause, wait, List.of());
    }

    /** Refused because of one field of the body. */
    public static ErpException field(ErrorCode code, String pointer, String rule, String message) {
        return new ErpException(
                code, List.of(new Violation(pointer, rule, message)), pointer + " " + message);
    }

    /** Refused because of documents that are there, each named. */
    public static ErpException because(
            ErrorCode code,
            List<Violation> violations,
            String message,
            List<Candidate> candidates) {
        return new ErpException(code, violations, message, null, null, candidates);
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

    /** Documents that the caller may want instead. */
    public List<Candidate> candidates() {
        return candidates;
    }
}
