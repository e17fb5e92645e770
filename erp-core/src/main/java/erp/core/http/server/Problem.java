package erp.core.http.server;

import com.fasterxml.jackson.annotation.JsonInclude;

import erp.core.Candidate;
import erp.core.ErrorCode;
import erp.core.Violation;

import java.util.List;

/**
 * An error answer, as RFC 9457 has it.
 *
 * @param type names the code as a URI
 * @param instance the path that was called
 * @param code stable name of the error: {@code sales.ORDER_STATE}
 * @param errors the fields that are wrong, each with the rule it breaks
 * @param candidates documents that the caller may want instead: those that are there already, or
 *     the one that has taken the place of what was asked for
 * @param traceId joins this answer, the log, the spans and the caller's own records
 * @param retryable whether the same request can succeed later
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Candidate> candidates,
        String traceId,
        boolean retryable) {

    Problem withRetryable(boolean whether) {
        return new Problem(
                type, title, status, detail, instance, code, errors, candidates, traceId, whether);
    }

    static Problem of(
            ErrorCode code,
            String detail,
            List<Violation> errors,
            List<Candidate> candidates,
            String instance,
            String traceId) {
        return new Problem(
                "urn:erp:problem:" + code.code(),
                code.title(),
                code.kind().status(),
                detail,
                instance,
                code.code(),
                errors,
                candidates,
                traceId,
                code.isRetryable());
    }
}
