package erp.core.http.server;

import erp.core.http.wire.RequestIds;
import erp.core.traces.TraceIds;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;

/** Answers what Jetty refuses before our code sees it: broken HTTP, heads too large. */
final class JettyErrors extends ErrorHandler {
    private final Problems problems;
    private final String version;

    JettyErrors(Problems problems, String version) {
        this.problems = problems;
        this.version = version;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String requestId = RequestIds.of(request.getHeaders().get("Request-Id"));
        String path = request.getHttpURI() == null ? "" : request.getHttpURI().getPath();
        String traceId = TraceIds.of(request.getHeaders().get("traceparent"));
        Answer answer =
                problems.ofStatus(response.getStatus(), "", path == null ? "" : path, traceId);
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("ERP-Version", version);
        response.getHeaders().put("Request-Id", requestId);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        byte[] body = answer.body() == null ? new byte[0] : answer.body();
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
