package canary.kubernetes.release;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People at work through the gateway: most signed in, in all cohorts, some without a token. */
final class ErpUsers implements AutoCloseable {

    private static final int USERS = 40;
    private static final int EVERY_NTH_UNKNOWN = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

    /** A request that did not get what it asked for. */
    record Failure(Instant at, String version, String what) {}

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final URI entrance;
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Long> answered = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private int next;

    /** Begins at once. */
    ErpUsers(String entrance, int perSecond) {
        this.entrance = URI.create(entrance);
        for (int i = 0; i < USERS; i++) {
            boolean isUnknown = i % EVERY_NTH_UNKNOWN == 0;
            tokens.add(isUnknown ? "" : signIn("user-%02d".formatted(100 * i / USERS)));
        }
        clock.scheduleAtFixedRate(
                () -> threads.execute(this::ask), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    private String signIn(String user) {
        HttpRequest request =
                HttpRequest.newBuilder(entrance.resolve("/api/v1/users/login"))
                        .timeout(PATIENCE)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"username\":\"%s\",\"password\":\"x\"}".formatted(user)))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            Matcher token = TOKEN.matcher(answer.body());
            if (answer.statusCode() != 200 || !token.find()) {
                throw new IllegalStateException(
                        "sign-in: %d %s".formatted(answer.statusCode(), answer.body()));
            }
            return token.group(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void ask() {
        Instant at = Instant.now();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(entrance.resolve(TinyErp.USERS_ROUTE)).timeout(PATIENCE);
        String token = token();
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            count(
                    at,
                    answer.headers().firstValue("ERP-Version").orElse("none"),
                    answer.statusCode() == 200 ? "" : answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            count(at, "none", e + "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String token() {
        next = (next + 1) % tokens.size();
        return tokens.get(next);
    }

    private synchronized void count(Instant at, String version, String failure) {
        answered.merge(version, 1L, Long::sum);
        if (!failure.isEmpty()) {
            failures.add(new Failure(at, version, failure));
        }
    }

    /** Answers so far, by the version that gave them. */
    synchronized Map<String, Long> answered() {
        return new TreeMap<>(answered);
    }

    synchronized long answeredBy(String version) {
        return answered.getOrDefault(version, 0L);
    }

    synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        threads.close();
        http.close();
    }
}
