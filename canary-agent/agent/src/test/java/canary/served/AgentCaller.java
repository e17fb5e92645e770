package canary.served;

import canary.kubernetes.RealCluster;

import tools.jackson.databind.JsonNode;
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

/** Somebody who asks a served agent. */
final class AgentCaller {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;
    private final String authorization;

    AgentCaller(int port, String authorization) {
        this.root = URI.create("http://127.0.0.1:" + port);
        this.authorization = authorization;
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> get(String path, String accept) {
        return send(request(path).header("Accept", accept).GET());
    }

    /** Asked for again, with the tag of a first answer. */
    HttpResponse<String> getUnlessKnown(String path) {
        String tag = get(path).headers().firstValue("ETag").orElse("");
        return send(request(path).header("If-None-Match", tag).GET());
    }

    JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    HttpResponse<String> post(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> plan(String text) {
        return post("/api/v1/releases", "application/yaml", text);
    }

    HttpResponse<String> order(String release, String verb, String json) {
        return post("/api/v1/releases/" + release + "/" + verb, "application/json", json);
    }

    JsonNode status(String release) {
        return json("/api/v1/releases/" + release);
    }

    /** Waits until a release shows a phase; fails when it takes a minute. */
    void until(String release, String phase) {
        RealCluster.until(
                release + " is " + phase,
                () -> status(release).path("phase").asString("").equals(phase));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(30));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
