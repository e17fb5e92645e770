package canary.router;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Errors that the router itself answers, in the shape that the application's errors have. */
public final class Problems implements Request.Handler {

    private static final JsonMapper JSON = new JsonMapper();

    /** The answer to what Jetty refuses by itself: a broken request line, too many headers. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        boolean known = request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer;
        int status =
                known
                        ? (Integer) request.getAttribute(ErrorHandler.ERROR_STATUS)
                        : HttpStatus.INTERNAL_SERVER_ERROR_500;
        String detail =
                Objects.toString(
                        request.getAttribute(ErrorHandler.ERROR_MESSAGE),
                        HttpStatus.getMessage(status));
        write(request, response, callback, new Problem(status, "mesh.REFUSED", detail), null);
        return true;
    }

    /** One error: its status, its stable code, and a sentence. */
    public record Problem(int status, String code, String detail) {

        /** Only a refusal by the gateway may be tried again, with the same Idempotency-Key. */
        boolean isRetryable() {
            return status >= HttpStatus.BAD_GATEWAY_502 && status <= HttpStatus.GATEWAY_TIMEOUT_504;
        }
    }

    /** Writes a problem as the whole answer. */
    public static void write(
            Request request,
            Response response,
            Callback callback,
            Problem problem,
            @Nullable String requestId) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", HttpStatus.getMessage(problem.status()));
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("instance", request.getHttpURI().getPath());
        body.put("code", problem.code());
        if (requestId != null) {
            body.put("traceId", requestId);
        }
        body.put("retryable", problem.isRetryable());
        byte[] json = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, json.length);
        response.write(true, BufferUtil.toBuffer(json), callback);
    }
}
