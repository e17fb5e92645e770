package canary.metrics;

import canary.counters.scrape.PrometheusText;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Prometheus' HTTP API, as far as instant queries go: <a
 * href="https://prometheus.io/docs/prometheus/latest/querying/api/">querying API</a>.
 */
public final class PrometheusApi {

    /** Some 150,000 series; a larger answer is refused, not cut. */
    static final int MAX_BYTES = 32 << 20;

    private static final int SHOWN = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI query;
    private final String authorization;
    private final Duration timeout;

    /**
     * One series of an instant vector.
     *
     * @param labels all of them, {@code __name__} too
     */
    record Row(Map<String, String> labels, double value) {

        String name() {
            return label("__name__");
        }

        /** A label's value; the empty string where it is absent. */
        String label(String label) {
            return labels.getOrDefault(label, "");
        }

        /** Of its labels those that are named. */
        Map<String, String> only(Set<String> names) {
            Map<String, String> some = new TreeMap<>(labels);
            some.keySet().retainAll(names);
            return some;
        }
    }

    /**
     * @param warnings why the answer may be partial
     */
    record Answer(List<Row> rows, List<String> warnings) {}

    /**
     * @param base address of the server, with the prefix of its paths where it has one
     * @param authorization value of the header; empty for none
     * @param timeout how long a query may take
     */
    public PrometheusApi(HttpClient http, URI base, String authorization, Duration timeout) {
        this.http = http;
        this.query = URI.create(base.toString().replaceFirst("/+$", "") + "/api/v1/query");
        this.authorization = authorization;
        this.timeout = timeout;
    }

    /** The header's value for a user name and a password. */
    public static String basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Asks at once; {@link #await} for the answer. */
    CompletableFuture<Answer> ask(String promql) {
        // The server gives up before the caller does, so that its own words arrive.
        String form =
                "query=%s&timeout=%dms"
                        .formatted(
                                URLEncoder.encode(promql, StandardCharsets.UTF_8),
                                Math.max(1, timeout.toMillis() * 4 / 5));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(query)
                        .timeout(timeout)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        CompletableFuture<HttpResponse<byte[]>> sent =
                http.sendAsync(
                        request.build(),
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
        CompletableFuture<Answer> asked =
                sent.thenApply(this::answer).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        var _ = asked.whenComplete((_, failure) -> cancelIf(failure != null, sent));
        return asked;
    }

    /** An answer that trickles in is not waited for. */
    private static void cancelIf(boolean hasFailed, CompletableFuture<?> sent) {
        if (hasFailed) {
            sent.cancel(true);
        }
    }

    /** Waits for an answer; throws {@link PrometheusException}. */
    Answer await(CompletableFuture<Answer> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asked.cancel(true);
            throw new PrometheusException("interrupted");
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private PrometheusException late() {
        return new PrometheusException(
                "%s does not answer within %d ms".formatted(query, timeout.toMillis()));
    }

    private PrometheusException failed(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof PrometheusException told) {
            return told;
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return late();
        }
        String message = cause == null ? null : cause.getMessage();
        if (message != null && message.contains("body exceeds capacity")) {
            return new PrometheusException(
                    "the answer of %s exceeds %d bytes: make the selector narrower"
                            .formatted(query, MAX_BYTES));
        }
        String kind = cause == null ? "failed" : cause.getClass().getSimpleName();
        return new PrometheusException(
                "%s cannot be asked: %s".formatted(query, message == null ? kind : message));
    }

    private Answer answer(HttpResponse<byte[]> response) {
        JsonNode tree = tree(response.body());
        if (tree.path("status").asString("").equals("error")) {
            throw new PrometheusException(
                    "%s answers %d, %s: %s"
                            .formatted(
                                    query,
                                    response.statusCode(),
                                    tree.path("errorType").asString("error"),
                                    shown(tree.path("error").asString(""))));
        }
        if (response.statusCode() != 200) {
            throw new PrometheusException(
                    "%s answers %d%s"
                            .formatted(
                                    query,
                                    response.statusCode(),
                                    switch (response.statusCode()) {
                                        case 401, 403 -> ": check the credentials";
                                        case 404 -> ": check the prefix of the address";
                                        default -> "";
                                    }));
        }
        JsonNode data = tree.path("data");
        if (!tree.path("status").asString("").equals("success")
                || !data.path("resultType").asString("").equals("vector")) {
            throw new PrometheusException(
                    query
                            + " answers no vector: "
                            + shown(new String(response.body(), StandardCharsets.UTF_8)));
        }
        return new Answer(rows(data.path("result")), warnings(tree.path("warnings")));
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    private static List<Row> rows(JsonNode result) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode one : result) {
            JsonNode value = one.path("value");
            if (value.size() == 2) { // a native histogram has none
                Map<String, String> labels = new LinkedHashMap<>();
                one.path("metric")
                        .properties()
                        .forEach(label -> labels.put(label.getKey(), label.getValue().asString()));
                rows.add(new Row(labels, PrometheusText.number(value.get(1).asString())));
            }
        }
        return rows;
    }

    /** Remarks on the query's style come as warnings too; they take nothing from the answer. */
    private static List<String> warnings(JsonNode warnings) {
        List<String> all = new ArrayList<>();
        for (JsonNode warning : warnings) {
            String text = warning.asString();
            if (!text.startsWith("PromQL info")) {
                all.add(shown(text));
            }
        }
        return all;
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
