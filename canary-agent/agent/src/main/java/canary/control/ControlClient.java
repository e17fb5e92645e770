package canary.control;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Calls a local control endpoint; whatever goes wrong is an {@link UncheckedIOException}. */
public final class ControlClient {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int FIRST_FAILURE = 300;
    private static final int NOT_FOUND = 404;

    private final URI control;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private final JsonMapper json = new JsonMapper();

    /** A client of the endpoint at the given root. */
    public ControlClient(URI control) {
        this.control = control;
    }

    /** Reads the JSON at a path. */
    public <T> T get(String path, TypeReference<T> type) {
        return read(path, send(path, request(path).GET().build()), type);
    }

    private <T> T read(String path, String body, TypeReference<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            throw new UncheckedIOException(new IOException("GET " + path + ": no such JSON", e));
        }
    }

    /** Reads the JSON at a path; empty where there is nothing (404). */
    public <T> Optional<T> find(String path, TypeReference<T> type) {
        HttpResponse<String> answer = answer(path, request(path).GET().build());
        return answer.statusCode() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(read(path, checked("GET " + path, answer), type));
    }

    /** Sends a value as JSON to a path. */
    public void put(String path, Object value) {
        send(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(json.writeValueAsString(value)))
                        .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(control.resolve(path)).timeout(ANSWER);
    }

    private String send(String path, HttpRequest request) {
        return checked(request.method() + " " + path, answer(path, request));
    }

    private static String checked(String call, HttpResponse<String> answer) {
        if (answer.statusCode() >= FIRST_FAILURE) {
            throw new UncheckedIOException(
                    new IOException(call + ": " + answer.statusCode() + " " + answer.body()));
        }
        return answer.body();
    }

    private HttpResponse<String> answer(String path, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(path + ": interrupted", e));
        }
    }
}
