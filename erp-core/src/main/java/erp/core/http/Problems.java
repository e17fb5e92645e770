package erp.core.http;

import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.ErrorCode;
import erp.core.Violation;

import io.javalin.http.HttpResponseException;

import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Turns every failure into a problem that helps its reader and betrays nothing. */
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String TYPE = "application/problem+json";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    Answer of(Throwable e, String path, String requestId) {
        return switch (e) {
            case ErpException refused -> refused(refused, path, requestId);
            case HttpResponseException javalin ->
                    ofStatus(
                            javalin.getStatus(),
                            javalin.getDetails().getOrDefault("availableMethods", ""),
                            path,
                            requestId);
            case HttpException jetty -> ofStatus(jetty.getCode(), "", path, requestId);
            case IOException _ -> ofStatus(400, "", path, requestId);
            default -> {
                if (e.getCause() instanceof TimeoutException
                        || e.getCause() instanceof IOException) {
                    yield ofStatus(400, "", path, requestId);
                }
                log.error("request failed request_id={}", requestId, e);
                yield answer(
                        CoreError.INTERNAL,
                        "The request failed. Nothing was written. The operators can find it by its"
                                + " trace id.",
                        List.of(),
                        path,
                        requestId);
            }
        };
    }

    private Answer refused(ErpException e, String path, String requestId) {
        if (e.code().kind() == ErrorCode.Kind.UNAVAILABLE) {
            log.warn("request refused for now code={} cause={}", e.code().code(), cause(e));
        }
        Answer answer =
                answer(e.code(), String.valueOf(e.getMessage()), e.violations(), path, requestId);
        answer.headers()
                .computeIfPresent("Retry-After", (_, _) -> Long.toString(e.retryAfterSeconds()));
        return answer;
    }

    /** What the HTTP library refuses by itself, before any endpoint. */
    Answer ofStatus(int status, String allowed, String path, String requestId) {
        Answer answer =
                switch (status) {
                    case 404 ->
                            answer(
                                    CoreError.NOT_FOUND,
                                    "there is nothing here",
                                    List.of(),
                                    path,
                                    requestId);
                    case 405 ->
                            answer(
                                    CoreError.METHOD_NOT_ALLOWED,
                                    "this path is for " + allowed,
                                    List.of(),
                                    path,
                                    requestId);
                    case 413, 414, 431 -> tooLarge(path, requestId);
                    case 503 ->
                            answer(
                                    CoreError.BUSY,
                                    "the server is busy or stopping",
                                    List.of(),
                                    path,
                                    requestId);
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
                                    requestId);
                };
        if (status == 405) {
            answer.headers().put("Allow", allowed);
        }
        return answer;
    }

    private Answer tooLarge(String path, String requestId) {
        return answer(
                CoreError.REQUEST_TOO_LARGE,
                "the request's head or body is larger than allowed (body: %d bytes)"
                        .formatted(Route.BODY_LIMIT),
                List.of(),
                path,
                requestId);
    }

    private Answer answer(
            ErrorCode code, String detail, List<Violation> errors, String path, String requestId) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", TYPE);
        headers.put("Cache-Control", "no-store");
        switch (code.kind()) {
            case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "Bearer");
            case UNAVAILABLE, TOO_MANY -> headers.put("Retry-After", "1");
            // RFC 9110, 12.5.1 and 12.5.3: which of the two tells what was wrong.
            case MEDIA_TYPE ->
                    headers.put(
                            code == CoreError.UNSUPPORTED_ENCODING ? "Accept-Encoding" : "Accept",
                            code == CoreError.UNSUPPORTED_ENCODING ? "gzip" : "application/json");
            default -> {}
        }
        Problem problem = Problem.of(code, detail, errors, path, requestId);
        return new Answer(problem.status(), headers, json.writeValueAsBytes(problem));
    }

    private static String cause(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
