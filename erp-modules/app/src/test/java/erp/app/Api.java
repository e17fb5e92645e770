package erp.app;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A client of the API as a stranger would write it: URLs, JSON, nothing of our classes. */
final class Api {
    static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI base;
    private final String token;

    private Api(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** What came back. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        /** The answer, which must have this status. */
        Answer is(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "expected "
                                + expected
                                + " from "
                                + raw.uri()
                                + " but was "
                                + status
                                + ": "
                                + raw.body());
            }
            return this;
        }

        UUID id() {
            return UUID.fromString(text("/id"));
        }

        String text(String pointer) {
            JsonNode value = body.at(pointer);
            if (value.isMissingNode()) {
                throw new AssertionError("no " + pointer + " in " + body);
            }
            return value.asString();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    static Api anonymous(URI base) {
        return new Api(base, "");
    }

    static Api signedIn(URI base, String user, String password) {
        Answer answer =
                anonymous(base)
                        .post("/api/v1/users/login", Map.of("username", user, "password", password))
                        .is(200);
        return new Api(base, answer.text("/accessToken"));
    }

    Api withToken(String other) {
        return new Api(base, other);
    }

    String token() {
        return token;
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    /** Posts with a fresh Idempotency-Key. */
    Answer post(String path, Object body) {
        return send("POST", path, body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    /** The same, of what was read at that version. */
    Answer post(String path, Object body, String ifMatch) {
        String key = UUID.randomUUID().toString();
        return send("POST", path, body, "Idempotency-Key", key, "If-Match", ifMatch);
    }

    Answer put(String path, Object body, String ifMatch) {
        return send("PUT", path, body, "If-Match", ifMatch);
    }

    /** Sends a body as JSON, or as it is when it is a string. */
    Answer send(String method, String path, Object body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            String text = body instanceof String given ? given : JSON.writeValueAsString(body);
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(text));
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), parse(answer), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(HttpResponse<String> answer) {
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        return json && !answer.body().isEmpty()
                ? JSON.readTree(answer.body())
                : MissingNode.getInstance();
    }
}
