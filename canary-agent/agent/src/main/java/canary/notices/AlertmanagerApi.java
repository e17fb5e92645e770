package canary.notices;

import canary.plan.Plan;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Posts alerts. One Alertmanager of several that takes them is enough: they tell each other. */
final class AlertmanagerApi implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int FIRST_FAILURE = 300;
    private static final int LONGEST_ANSWER = 300;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Plan.Notify target;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    AlertmanagerApi(Plan.Notify target) {
        this.target = target;
    }

    /**
     * Posts to all.
     *
     * @throws UncheckedIOException where none took them
     */
    void post(List<AlertNotice> alerts) throws InterruptedException {
        String body = JSON.writeValueAsString(alerts.stream().map(AlertNotice::json).toList());
        List<String> problems = new ArrayList<>();
        for (URI server : target.alertmanagers()) {
            try {
                post(server, body);
            } catch (IOException e) {
                problems.add(server + ": " + (e.getMessage() == null ? e : e.getMessage()));
            }
        }
        if (problems.size() == target.alertmanagers().size()) {
            throw new UncheckedIOException(new IOException(String.join("; ", problems)));
        }
    }

    private void post(URI server, String body) throws IOException, InterruptedException {
        URI alerts = URI.create(server.toString().replaceFirst("/+$", "") + "/api/v2/alerts");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(alerts)
                        .timeout(ANSWER)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!target.authorization().isEmpty()) {
            request.header("Authorization", target.authorization());
        }
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_FAILURE) {
            String said = answer.body().strip();
            throw new IOException(
                    "answers %d %s"
                            .formatted(
                                    answer.statusCode(),
                                    said.substring(0, Math.min(said.length(), LONGEST_ANSWER))));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
