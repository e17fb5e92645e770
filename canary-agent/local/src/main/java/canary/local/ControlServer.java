package canary.local;

import canary.cluster.Cluster;
import canary.cluster.Pod;
import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.router.Problems;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Puts a mesh and a cluster behind HTTP on loopback, so that the agent is a process of its own as
 * in a cluster: it can be killed without taking the versions along.
 */
public final class ControlServer implements AutoCloseable {

    private static final int THREADS = 8;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_REPLICAS = 8;
    private static final String DEPLOYMENTS = "/deployments/";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final JsonMapper json =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();
    private final Mesh mesh;
    private final Cluster cluster;
    private final Supplier<String> metrics;
    private final Server server;
    private final ServerConnector connector;

    /** What a version is scaled to. */
    public record Scale(int replicas) {

        /** Refuses fewer than none, and more than one machine should run. */
        public Scale {
            if (replicas < 0 || replicas > MOST_REPLICAS) {
                throw new IllegalArgumentException(
                        "replicas is 0 to " + MOST_REPLICAS + ", not " + replicas);
            }
        }
    }

    /** Addresses that are scraped, and what is known of them. */
    public record ScrapeTarget(List<String> targets, Map<String, String> labels) {

        private static ScrapeTarget of(Pod pod) {
            return new ScrapeTarget(
                    List.of(pod.management().getAuthority()),
                    Map.of("app", "erp-system", "version", pod.version(), "pod", pod.name()));
        }
    }

    /** Listens on the given port of 127.0.0.1 (0: any free one) once started. */
    public ControlServer(int port, Mesh mesh, Cluster cluster, Supplier<String> metrics) {
        this.mesh = mesh;
        this.cluster = cluster;
        this.metrics = metrics;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("control");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setErrorHandler(new Problems());
        server.setHandler(new Endpoint());
    }

    /** Listens from now on. */
    public ControlServer start() {
        try {
            server.start();
            return this;
        } catch (Exception e) {
            throw new IllegalStateException("the control endpoint cannot listen", e);
        }
    }

    /** Where the clients reach it. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the control endpoint did not stop", e);
        }
    }

    private final class Endpoint extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback)
                throws Exception {
            try {
                return answer(request, response, callback);
            } catch (IllegalArgumentException | JacksonException e) {
                return refuse(request, response, callback, HttpStatus.BAD_REQUEST_400, e);
            }
        }

        private boolean answer(Request request, Response response, Callback callback)
                throws Exception {
            String path = request.getHttpURI().getDecodedPath();
            String call = request.getMethod() + " " + path;
            if (call.equals("GET /traffic")) {
                return json(response, callback, mesh.split());
            }
            if (call.equals("PUT /traffic")) {
                mesh.shift(json.readValue(body(request), Split.class));
                return json(response, callback, mesh.split());
            }
            if (call.equals("GET /pods")) {
                Fields query = Request.extractQueryParameters(request);
                return json(response, callback, cluster.pods(required(query, "version")));
            }
            if (call.equals("GET /targets")) {
                return json(response, callback, targets());
            }
            if (call.startsWith("GET " + DEPLOYMENTS)) {
                String version = path.substring(DEPLOYMENTS.length());
                OptionalInt desired = cluster.desired(version);
                return desired.isPresent()
                        ? json(response, callback, new Scale(desired.getAsInt()))
                        : unknown(request, response, callback, "version " + version);
            }
            if (call.startsWith("PUT " + DEPLOYMENTS)) {
                String version = path.substring(DEPLOYMENTS.length());
                Scale scale = json.readValue(body(request), Scale.class);
                cluster.scale(version, scale.replicas());
                return json(response, callback, scale);
            }
            if (call.equals("GET /metrics")) {
                return send(response, callback, TEXT, metrics.get());
            }
            if (call.equals("GET /health/ready")) {
                return send(response, callback, TEXT, "ready\n");
            }
            return unknown(request, response, callback, call);
        }

        /** The management ports of all copies, as a Prometheus discovers targets over HTTP. */
        private List<ScrapeTarget> targets() {
            Split split = mesh.split();
            return Stream.of(split.stable(), split.canary())
                    .flatMap(version -> cluster.pods(version).stream())
                    .map(ScrapeTarget::of)
                    .toList();
        }

        private boolean unknown(
                Request request, Response response, Callback callback, String what) {
            var unknown = new IllegalArgumentException("there is no " + what);
            return refuse(request, response, callback, HttpStatus.NOT_FOUND_404, unknown);
        }

        private String required(Fields query, String name) {
            String value = query.getValue(name);
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("query parameter " + name + " is required");
            }
            return value;
        }

        private String body(Request request) throws Exception {
            if (request.getLength() > MOST_BYTES) {
                throw new IllegalArgumentException("a body is at most " + MOST_BYTES + " bytes");
            }
            return Content.Source.asString(request, StandardCharsets.UTF_8);
        }

        private boolean json(Response response, Callback callback, Object value) {
            return send(response, callback, "application/json", json.writeValueAsString(value));
        }

        private boolean send(Response response, Callback callback, String type, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
            response.write(true, BufferUtil.toBuffer(bytes), callback);
            return true;
        }

        private boolean refuse(
                Request request, Response response, Callback callback, int status, Exception e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            var problem = new Problems.Problem(status, "control.REFUSED", why);
            Problems.write(request, response, callback, problem, null);
            return true;
        }
    }
}
