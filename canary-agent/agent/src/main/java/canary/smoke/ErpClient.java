package canary.smoke;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** As much of a client of the ERP as smoke tests need. */
final class ErpClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UNAUTHORIZED = 401;
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY = 429;

    private final HttpClient http;
    private final URI root;
    private final Duration timeout;
    private final @Nullable String probe;
    private @Nullable String token;

    /**
     * @param probe version that the entrance shall send these requests to; null for as it comes
     */
    ErpClient(HttpClient http, URI root, Duration timeout, @Nullable String probe) {
        this.http = http;
        this.root = root;
        this.timeout = timeout;
        this.probe = probe;
    }

    /**
     * @param token of an earlier sign-in; null for none
     */
    ErpClient(
            HttpClient http,
            URI root,
            Duration timeout,
            @Nullable String probe,
            @Nullable String token) {
        this(http, root, timeout, probe);
        this.token = token;
    }

    @Nullable String token() {
        return token;
    }

    boolean isSignedIn() {
        return token != null;
    }

    Answer signIn(String username, String password) {
        Answer answer =
                post("/api/v1/users/login", Map.of("username", username, "password", password))
                        .expect(200);
        String got = answer.body().path("accessToken").asString("");
        if (got.isEmpty()) {
            throw new SmokeFailure("the answer to the sign-in has no accessToken");
        }
        token = got;
        return answer;
    }

    Answer get(String path) {
        return send(path, request(path).GET());
    }

    Answer post(String path, Object body) {
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(timeout);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (probe != null && token != null) {
            request.header("ERP-Release-Probe", probe);
        }
        return request;
    }

    private Answer send(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    path,
                    response.statusCode(),
                    response.headers().firstValue("ERP-Version").orElse(""),
                    response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmokeFailure(path + " was interrupted");
        } catch (IOException e) {
            throw new SmokeFailure(path + " does not answer: " + e);
        }
    }

    /** What came back. */
    record Answer(String path, int status, String version, String text) {

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new SmokeFailure(said());
            }
            return this;
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Whether it was understood and turned down; who is too busy has decided nothing. */
        boolean isRefused() {
            return status / 100 == 4
                    && status != UNAUTHORIZED
                    && status != TIMED_OUT
                    && status != TOO_MANY;
        }

        /** The answer in a sentence. */
        String said() {
            String said = text.length() > 200 ? text.substring(0, 200) + "..." : text;
            return path + " answers " + status + ": " + said.replace('\n', ' ');
        }

        /** Whether something is shown: a list with rows, or a single thing. */
        boolean isFilled() {
            JsonNode body = body();
            return body.has("items") ? !body.path("items").isEmpty() : !body.isEmpty();
        }

        void expectVersion(String wanted) {
            if (!version.equals(wanted)) {
                throw new SmokeFailure(
                        path + " was answered by version '" + version + "', not '" + wanted + "'");
            }
        }

        JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (JacksonException e) {
                throw new SmokeFailure(path + " answers no JSON");
            }
        }
    }
}
