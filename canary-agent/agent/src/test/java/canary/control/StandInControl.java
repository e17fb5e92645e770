package canary.control;

import canary.cluster.Cluster;
import canary.mesh.Mesh;
import canary.mesh.Split;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The control endpoint as its client knows it; the real one is the local world's. */
public final class StandInControl implements AutoCloseable {

    private static final String DEPLOYMENTS = "/deployments/";

    private final JsonMapper json = new JsonMapper();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Mesh mesh;
    private final Cluster cluster;
    private final Supplier<String> metrics;
    private final HttpServer server;

    /** Listens from now on. */
    public StandInControl(Mesh mesh, Cluster cluster, Supplier<String> metrics) throws IOException {
        this.mesh = mesh;
        this.cluster = cluster;
        this.metrics = metrics;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    /** Where the clients reach it. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        int status = 200;
        String answer;
        try {
            answer = answer(exchange);
            if (answer == null) {
                status = 404;
                answer = "there is nothing";
            }
        } catch (RuntimeException e) {
            status = 500;
            answer = e.toString();
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Null where there is no such thing. */
    private @Nullable String answer(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
        String call = exchange.getRequestMethod() + " " + uri.getPath();
        if (call.equals("GET /traffic")) {
            return json.writeValueAsString(mesh.split());
        }
        if (call.equals("PUT /traffic")) {
            mesh.shift(json.treeToValue(body, Split.class));
            return "{}";
        }
        if (call.equals("GET /pods")) {
            String version = uri.getRawQuery().substring("version=".length());
            return json.writeValueAsString(
                    cluster.pods(URLDecoder.decode(version, StandardCharsets.UTF_8)));
        }
        if (call.startsWith("GET " + DEPLOYMENTS)) {
            String version = call.substring(("GET " + DEPLOYMENTS).length());
            return cluster.desired(version).isPresent()
                    ? "{\"replicas\":" + cluster.desired(version).getAsInt() + "}"
                    : null;
        }
        if (call.startsWith("PUT " + DEPLOYMENTS)) {
            String version = call.substring(("PUT " + DEPLOYMENTS).length());
            cluster.scale(version, body.path("replicas").asInt());
            return "{}";
        }
        if (call.equals("GET /metrics")) {
            return metrics.get();
        }
        throw new IllegalArgumentException("there is no " + call);
    }
}
