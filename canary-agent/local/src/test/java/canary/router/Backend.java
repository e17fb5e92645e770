package canary.router;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A real HTTP server that answers as a version and remembers the headers it was sent. */
final class Backend implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final String version;
    final Queue<HttpFields> seen = new ConcurrentLinkedQueue<>();

    Backend(String version) {
        this.version = version;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback)
                            throws Exception {
                        return answer(request, response, callback);
                    }
                });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean answer(Request request, Response response, Callback callback) throws Exception {
        seen.add(request.getHeaders());
        String sent = Content.Source.asString(request, StandardCharsets.UTF_8);
        response.getHeaders().put("ERP-Version", version);
        String path = request.getHttpURI().getPath();
        response.setStatus(
                path.startsWith("/missing") ? 404 : path.startsWith("/broken") ? 500 : 200);
        byte[] body = (version + sent).getBytes(StandardCharsets.UTF_8);
        response.write(true, BufferUtil.toBuffer(body), callback);
        return true;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
