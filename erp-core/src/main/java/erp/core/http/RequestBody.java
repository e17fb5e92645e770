package erp.core.http;

import erp.core.CoreError;
import erp.core.ErpException;

import io.javalin.http.Context;

import org.eclipse.jetty.http.HttpException;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Receives bodies, in the time that they have. A client that is slow or breaks off is told so, and
 * it is no failure of ours.
 */
final class RequestBody {
    private RequestBody() {}

    /** Up to {@link Route#BODY_LIMIT} bytes and one more, which tells that it is too large. */
    static byte[] receive(Context ctx, TimeLimit.Running running) {
        running.receiving();
        byte[] body;
        try {
            body = ctx.req().getInputStream().readNBytes(Route.BODY_LIMIT + 1);
        } catch (IOException | RuntimeException e) {
            throw failure(e, running.received());
        }
        running.received();
        return body;
    }

    private static RuntimeException failure(Exception e, boolean late) {
        if (late || e.getCause() instanceof TimeoutException) {
            return new ErpException(
                    CoreError.REQUEST_TIMEOUT, List.of(), "the body did not arrive in time", e);
        }
        if (e instanceof RuntimeException ours && !(e instanceof HttpException)) {
            return ours;
        }
        return new ErpException(
                CoreError.MALFORMED_REQUEST,
                List.of(),
                "the body is not well-formed HTTP, or did not arrive whole",
                e);
    }
}
