package erp.app;

import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A real OpenTelemetry collector. What it has understood it passes on to here as JSON, so that a
 * test can look at it.
 */
final class RealCollector implements AutoCloseable {
    static final RealProgram PROGRAM =
            new RealProgram("otelcol", "real-collector", "ERP_TEST_REQUIRE_COLLECTOR");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Span> taken = new ArrayList<>();
    private final int port;
    private final HttpServer behind;
    private final Process process;

    /** A span as OTLP has it, with what its process says of itself. */
    record Span(JsonNode resource, JsonNode json) {
        String name() {
            return json.at("/name").asString();
        }

        String trace() {
            return json.at("/traceId").asString();
        }

        String id() {
            return json.at("/spanId").asString();
        }

        String parent() {
            return json.at("/parentSpanId").asString();
        }

        String attribute(String key) {
            return value(json, key);
        }

        String ofResource(String key) {
            return value(resource, key);
        }

        private static String value(JsonNode from, String key) {
            for (JsonNode attribute : from.at("/attributes")) {
                if (attribute.at("/key").asString().equals(key)) {
                    return attribute.get("value").iterator().next().asString();
                }
            }
            return "";
        }
    }

    private RealCollector(int port, Path program, Path folder) throws IOException {
        this.port = port;
        this.behind = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        behind.createContext(
                "/v1/traces",
                exchange -> {
                    take(Api.JSON.readTree(exchange.getRequestBody().readAllBytes()));
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write(new byte[] {'{', '}'});
                    exchange.close();
                });
        behind.start();
        Path config =
                Files.writeString(
                        folder.resolve("collector.yaml"),
                        """
                        receivers: {otlp: {protocols: {http: {endpoint: '127.0.0.1:%d'}}}}
                        exporters:
                          otlp_http: {endpoint: 'http://127.0.0.1:%d', encoding: json, compression: none}
                        service:
                          telemetry: {metrics: {level: none}}
                          pipelines: {traces: {receivers: [otlp], exporters: [otlp_http]}}
                        """
                                .formatted(port, behind.getAddress().getPort()));
        Path log = folder.resolve("collector.log");
        process =
                new ProcessBuilder(program.toString(), "--config=" + config)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("the collector does not listen: " + Sources.read(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Takes spans on this port. */
    static RealCollector start(int port, Path folder) {
        try {
            return new RealCollector(port, PROGRAM.found().findFirst().orElseThrow(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private synchronized void take(JsonNode told) {
        for (JsonNode of : told.at("/resourceSpans")) {
            for (JsonNode scope : of.at("/scopeSpans")) {
                scope.at("/spans").forEach(it -> taken.add(new Span(of.at("/resource"), it)));
            }
        }
        notifyAll();
    }

    /** Spans of this trace, once there is one that is wanted; a request's own comes last. */
    synchronized List<Span> await(String trace, Predicate<Span> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Span> spans = taken.stream().filter(it -> it.trace().equals(trace)).toList();
            if (spans.stream().anyMatch(wanted)) {
                return spans;
            }
            awaitMore(end, "trace " + trace);
        }
    }

    /** The first span of any trace that is wanted. */
    synchronized Span awaitAny(Predicate<Span> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (taken.stream().noneMatch(wanted)) {
            awaitMore(end, "the span that was waited for");
        }
        return taken.stream().filter(wanted).findFirst().orElseThrow();
    }

    private void awaitMore(long end, String what) {
        long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (millis <= 0) {
            throw new AssertionError(what + " did not come; there are " + taken);
        }
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it; returns when nobody listens on its port. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        behind.stop(0);
    }
}
