package canary.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers queries as a test wants, over real HTTP, and remembers what was asked. */
final class StubPrometheus implements AutoCloseable {

    static final String NOTHING = vector("");

    /** What arrived: the path, the form and the header Authorization. */
    record Asked(String path, Map<String, String> form, String authorization) {

        String query() {
            return form.getOrDefault("query", "");
        }
    }

    /** What is answered. */
    record Reply(int status, String body) {}

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Reply> answer = _ -> new Reply(200, NOTHING);

    StubPrometheus() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    static String vector(String rows) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
                + rows
                + "]}}";
    }

    /** One series of a vector; the labels are JSON members. */
    static String row(String labels, String value) {
        return "{\"metric\":{" + labels + "},\"value\":[1795521043.83,\"" + value + "\"]}";
    }

    StubPrometheus answer(int status, String body) {
        answer = _ -> new Reply(status, body);
        return this;
    }

    StubPrometheus answer(Function<Asked, Reply> to) {
        answer = to;
        return this;
    }

    /** Answers queries of ages with these rows, and others with those. */
    StubPrometheus answer(String rows, String ages) {
        return answer(
                query -> new Reply(200, vector(query.query().startsWith("min") ? ages : rows)));
    }

    List<Asked> asked() {
        return asked;
    }

    URI uri(String prefix) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + prefix);
    }

    PrometheusApi api(Duration timeout) {
        return new PrometheusApi(HttpClient.newHttpClient(), uri(""), "", timeout);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> fields = new ConcurrentHashMap<>();
        for (String field : form.split("&")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Asked one =
                new Asked(
                        exchange.getRequestURI().getPath(),
                        fields,
                        authorization == null ? "" : authorization);
        asked.add(one);
        Reply reply = answer.apply(one);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        } catch (IOException e) {
            exchange.close(); // the client does not want more
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
