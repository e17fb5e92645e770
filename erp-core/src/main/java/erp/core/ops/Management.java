package erp.core.ops;

import erp.core.CannotStart;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The operators' port: health, metrics, who I am. It has threads of its own, so it answers while
 * the API is saturated.
 */
public final class Management implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Management.class);

    private final Server server;
    private final ServerConnector connector;
    private final Health health;
    private final Metrics metrics;
    private final Supplier<Map<String, ?>> info;
    private final JsonMapper json;
    private volatile boolean started;

    /**
     * @param address that it listens on; what it says is for operators only
     * @param port 0 takes a free one
     * @param info what {@code /info} says
     */
    public Management(
            String address,
            int port,
            Health health,
            Metrics metrics,
            Supplier<Map<String, ?>> info,
            JsonMapper json) {
        this.health = health;
        this.metrics = metrics;
        this.info = info;
        this.json = json;
        QueuedThreadPool threads = new QueuedThreadPool(8, 2);
        threads.setName("management");
        this.server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address);
        connector.setPort(port);
        connector.setIdleTimeout(30_000);
        server.addConnector(connector);
        server.setHandler(new Paths());
        server.setErrorHandler(
                (request, response, callback) -> {
                    int status = response.getStatus();
                    failure(response, callback, status, HttpStatus.getMessage(status));
                    return true;
                });
        server.setStopAtShutdown(false);
    }

    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new CannotStart(
                    "the management port cannot listen on %s port %d"
                            .formatted(connector.getHost(), connector.getPort()),
                    e);
        }
    }

    /** Tells start-up probes that the API is up. */
    public void started() {
        started = true;
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A problem that tells nothing of how the server is made. */
    private void failure(Response response, Callback callback, int status, String title) {
        write(
                response,
                callback,
                status,
                "application/problem+json",
                json.writeValueAsBytes(Map.of("title", title, "status", status)));
    }

    private static void write(
            Response response, Callback callback, int status, String type, byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, type));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private final class Paths extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            try {
                if (HttpMethod.GET.is(request.getMethod())
                        || HttpMethod.HEAD.is(request.getMethod())) {
                    answer(request, response, callback);
                } else {
                    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
                    failure(response, callback, 405, "Method not allowed");
                }
            } catch (RuntimeException e) {
                log.error("the management port failed", e);
                failure(response, callback, 500, "The request failed");
            }
            return true;
        }

        private void answer(Request request, Response response, Callback callback) {
            switch (Request.getPathInContext(request)) {
                case "/health/live" -> json(response, callback, 200, Map.of("status", "UP"));
                case "/health/startup" ->
                        json(
                                response,
                                callback,
                                started ? 200 : 503,
                                Map.of("status", started ? "UP" : "STARTING"));
                case "/health/ready" -> ready(response, callback);
                case "/info" -> json(response, callback, 200, info.get());
                case "/metrics" -> metrics(request, response, callback);
                default -> failure(response, callback, 404, "Not found");
            }
        }

        private void ready(Response response, Callback callback) {
            Health.State state = health.state();
            json(
                    response,
                    callback,
                    state.ready() ? 200 : 503,
                    Map.of("status", state.ready() ? "UP" : "DOWN", "checks", state.checks()));
        }

        private void metrics(Request request, Response response, Callback callback) {
            String accept = request.getHeaders().get(HttpHeader.ACCEPT);
            String type =
                    accept != null && accept.contains("application/openmetrics-text")
                            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                            : "text/plain; version=0.0.4; charset=utf-8";
            write(
                    response,
                    callback,
                    200,
                    type,
                    metrics.scrape(type).getBytes(StandardCharsets.UTF_8));
        }

        private void json(Response response, Callback callback, int status, Map<String, ?> body) {
            write(response, callback, status, "application/json", json.writeValueAsBytes(body));
        }
    }
}
