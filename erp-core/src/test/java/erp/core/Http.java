package erp.core;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * JSON over HTTP in few characters. Immutable: {@code http.with("If-Match", "\"3\"").put(...)}.
 *
 * <pre>{@code
 * Http.Response made = http.post("/api/v1/sales/orders", """
 *     {"customerId": "%s"}""".formatted(customer));
 * assertThat(made.status()).isEqualTo(201);
 * String id = made.text("/id");
 * }</pre>
 */
public final class Http {
    private static final JsonMapper JSON = Json.mapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final List<String> headers;

    /** What came back. */
    public record Response(int status, java.net.http.HttpHeaders headers, String body) {

        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Text of the value at a JSON pointer. */
        public String text(String pointer) {
            return json().at(pointer).asString();
        }

        public UUID uuid(String pointer) {
            return UUID.fromString(text(pointer));
        }

        /** The problem's code, empty where it is no problem. */
        public String code() {
            return status < 400 ? "" : text("/code");
        }

        /** {@code pointer rule} of each error that the problem names. */
        public List<String> errors() {
            List<String> all = new ArrayList<>();
            json().at("/errors")
                    .forEach(
                            e ->
                                    all.add(
                                            e.at("/pointer").asString()
                                                    + " "
                                                    + e.at("/code").asString()));
            return all;
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** Fails with the whole answer unless it has this status. */
        public Response expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("expected " + wanted + " but was " + status + ": " + body);
            }
            return this;
        }
    }

    private Http(URI base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public static Http to(int port) {
        return new Http(URI.create("http://127.0.0.1:" + port), List.of());
    }

    /** The same with a header more, or another value of one. */
    public Http with(String name, String value) {
        List<String> more = new ArrayList<>();
        for (int i = 0; i < headers.size(); i += 2) {
            if (!headers.get(i).equalsIgnoreCase(name)) {
                more.addAll(headers.subList(i, i + 2));
            }
        }
        more.addAll(List.of(name, value));
        return new Http(base, List.copyOf(more));
    }

    /** The same with a fresh {@code Idempotency-Key}, for one call. */
    public Http once() {
        return with("Idempotency-Key", UUID.randomUUID().toString());
    }

    public Response get(String path) {
        return send("GET", path, null);
    }

    public Response post(String path) {
        return send("POST", path, null);
    }

    public Response post(String path, String json) {
        return send("POST", path, json);
    }

    public Response put(String path, String json) {
        return send("PUT", path, json);
    }

    public Response delete(String path) {
        return send("DELETE", path, null);
    }

    /** Posts a body whose length is not said beforehand. */
    public Response chunked(String path, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return send(
                "POST",
                path,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                true);
    }

    /** Posts these bytes as they are. */
    public Response post(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body), true);
    }

    public Response send(String method, String path, String json) {
        BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        return send(method, path, body, json != null);
    }

    private Response send(String method, String path, BodyPublisher body, boolean hasBody) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(Duration.ofSeconds(60))
                        .method(method, body);
        if (hasBody && !headers.contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Response(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
