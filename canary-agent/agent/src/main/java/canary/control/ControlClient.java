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

/** Calls a local control endpoint; whatever goes wrong is an {@link UncheckedIOException}. */
public final class ControlClient {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int FIRST_FAILURE = 300;

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
        String body = send(path, request(path).GET().build());
        try {
            return json.readValue(body, type);
        } catch (JacksonException e) {
            throw new UncheckedIOException(new IOException("GET " + path + ": no such JSON", e));
        }
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
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= FIRST_FAILURE) {
                throw new IOException(
                        request.method()
                                + " "
                                + path
                                + ": "
                                + answer.statusCode()
                                + " "
                                + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(path + ": interrupted", e));
        }
    }
}
