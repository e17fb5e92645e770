package erp.core.http.server;

import erp.core.Causes;
import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.TroubleLog;
import erp.core.Violation;
import erp.core.sql.OutcomeUnknownException;

import io.javalin.http.HttpResponseException;

import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns every failure into a problem that helps its reader and betrays nothing. */
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String TYPE = "application/problem+json";
    private static final String KEYED =
            "Send it again, unchanged and with the same Idempotency-Key: it is done once, and the"
                    + " answer says what came of it.";
    private static final String UNKEYED =
            "Look for what it would have written before sending it again. With an Idempotency-Key"
                    + " such a request can be repeated safely.";

    private final JsonMapper json;
    private final TroubleLog refusals = new TroubleLog(log, System::nanoTime);

    Problems(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param nothingWritten what is known of a request that failed by our fault
     */
    Answer of(Throwable e, boolean nothingWritten, String path, String traceId) {
        return switch (e) {
            case ErpException refused -> refused(refused, path, traceId);
            case HttpResponseException javalin ->
                    ofStatus(
                            javalin.getStatus(),
                            javalin.getDetails().getOrDefault("availableMethods", ""),
                            path,
                            traceId);
            case HttpException jetty -> ofStatus(jetty.getCode(), "", path, traceId);
            default -> {
                log.error("request failed trace_id={}", traceId, e);
                yield answer(
                        CoreError.INTERNAL,
                        "The request failed. "
                                + (nothingWritten ? "Nothing was written. " : "")
                                + "The operators can find it by its trace id.",
                        List.of(),
                        path,
                        traceId);
            }
        };
    }

    /**
     * It may have been written, or not.
     *
     * @param keyed whether the same request can be sent again without being done twice
     */
    Answer unknown(OutcomeUnknownException e, boolean keyed, String path, String traceId) {
        log.error("outcome of a request is unknown trace_id={}", traceId, e);
        Problem problem =
                Problem.of(
                                CoreError.OUTCOME_UNKNOWN,
                                "The request broke off while it was being committed: it may have"
                                        + " been written or not. "
                                        + (keyed ? KEYED : UNKEYED),
                                List.of(),
                                List.of(),
                                path,
                                traceId)
                        .withRetryable(keyed);
        return answer(problem, CoreError.OUTCOME_UNKNOWN.kind());
    }

    private Answer refused(ErpException e, String path, String traceId) {
        if (e.code().kind() == ErrorCode.Kind.UNAVAILABLE) {
            refusals.seen(e.code().code(), "requests are refused for now: " + Causes.innermost(e));
        }
        Answer answer =
                answer(
                        Problem.of(
                                e.code(),
                                String.valueOf(e.getMessage()),
                                e.violations(),
                                e.candidates(),
                                path,
                                traceId),
                        e.code().kind());
        answer.headers()
                .computeIfPresent("Retry-After", (_, _) -> Long.toString(e.retryAfterSeconds()));
        return answer;
    }

    /** What the HTTP library refuses by itself, before any endpoint. */
    Answer ofStatus(int status, String allowed, String path, String traceId) {
        Answer answer =
                switch (status) {
                    case 404 ->
                            answer(
                                    CoreError.NOT_FOUND,
                                    "there is nothing here; /docs tells what there is",
                                    List.of(),
                                    path,
                                    traceId);
                    case 405 ->
                            answer(
                                    CoreError.METHOD_NOT_ALLOWED,
                                    "this path is for " + allowed,
                                    List.of(),
                                    path,
                                    traceId);
                    case 408 ->
                            answer(
                                    CoreError.REQUEST_TIMEOUT,
                                    "the request did not arrive in time",
                                    List.of(),
                                    path,
                                    traceId);
                    case 413, 414, 431 -> tooLarge(path, traceId);
                    // Jetty asks whoever speaks HTTP/2 without having agreed on it to upgrade.
                    case 426, 505 ->
                            answer(
                                    CoreError.HTTP_VERSION_NOT_SUPPORTED,
                                    "HTTP/1.1 and HTTP/1.0 are spoken here",
                                    List.of(),
                                    path,
                                    traceId);
                    case 503 ->
                            answer(
                                    CoreError.BUSY,
                                    "the server is busy or stopping",
                                    List.of(),
                                    path,
                                    traceId);
                    default ->
                            answer(
                                    status >= 500
                                            ? CoreError.INTERNAL
                                            : CoreError.MALFORMED_REQUEST,
                                    status >= 500
                                            ? "The request failed."
                                            : "the request is not well-formed HTTP, or did not"
                                                    + " arrive whole",
                                    List.of(),
                                    path,
                                    traceId);
                };
        if (status == 405) {
            answer.headers().put("Allow", allowed);
        }
        return answer;
    }

    private Answer tooLarge(String path, String traceId) {
        return answer(
                CoreError.REQUEST_TOO_LARGE,
                "the request's head or body is larger than allowed (body: %d bytes)"
                        .formatted(Route.BODY_LIMIT),
                List.of(),
                path,
                traceId);
    }

    private Answer answer(
            ErrorCode code, String detail, List<Violation> errors, String path, String traceId) {
        return answer(Problem.of(code, detail, errors, List.of(), path, traceId), code.kind());
    }

    private Answer answer(Problem problem, ErrorCode.Kind kind) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", TYPE);
        headers.put("Cache-Control", "no-store");
        switch (kind) {
            case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "Bearer");
            case UNAVAILABLE, TOO_MANY -> headers.put("Retry-After", "1");
            // RFC 9110, 12.5.1 and 12.5.3: which of the two tells what was wrong.
            case MEDIA_TYPE -> {
                boolean packed = problem.code().equals(CoreError.UNSUPPORTED_ENCODING.code());
                headers.put(
                        packed ? "Accept-Encoding" : "Accept",
                        packed ? "gzip" : "application/json");
            }
            default -> {}
        }
        return new Answer(problem.status(), headers, json.writeValueAsBytes(problem));
    }
}
