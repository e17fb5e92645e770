package canary.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.mesh.Split;
import canary.mesh.Split.Routing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class RouterTest {

    private static final long SEED = 20261124;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Backend v1 = new Backend("v1");
    private final Backend v2 = new Backend("v2");
    private final Map<String, List<URI>> backends =
            new ConcurrentHashMap<>(Map.of("v1", List.of(v1.uri()), "v2", List.of(v2.uri())));
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final StepClock clock = new StepClock();
    private final Router router =
            new Router(
                            Router.LOOPBACK,
                            0,
                            split(0, Routing.COHORT),
                            version -> backends.getOrDefault(version, List.of()),
                            LeftOut.STANDARD.andAgents(List.of("our-load-test")),
                            this::draw,
                            Duration.ofSeconds(1),
                            clock)
                    .start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.shutdownNow();
        router.close();
        v1.close();
        v2.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 20, 50, 100})
    void a_share_of_users_is_exactly_that_many_cohorts(int percent) throws Exception {
        router.shift(split(percent, Routing.COHORT));
        for (int cohort = 0; cohort < 100; cohort++) {
            assertThat(get("/x", "Authorization", Tokens.user(cohort)).body())
                    .as("cohort %s", cohort)
                    .isEqualTo(cohort < percent ? "v2" : "v1");
        }
    }

    @Test
    void requests_without_a_token_follow_the_weight() throws Exception {
        router.shift(split(20, Routing.COHORT));
        int canary = 0;
        for (int i = 0; i < 3000; i++) {
            canary += get("/x").body().equals("v2") ? 1 : 0;
        }
        // 600 expected, standard deviation 22; seed 20261124
        assertThat(canary).isBetween(510, 690);
    }

    @Test
    void weight_routing_draws_each_request_of_a_user() throws Exception {
        router.shift(split(50, Routing.WEIGHT));
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(get("/x", "Authorization", Tokens.user(0)).body());
        }
        assertThat(answers).contains("v1", "v2");
    }

    @Test
    void a_probe_reaches_the_version_it_names_only_with_the_claim() throws Exception {
        String probe = RouterHandler.PROBE;
        assertThat(get("/x", probe, "v2", "Authorization", Tokens.prober(99)).body())
                .isEqualTo("v2");
        assertThat(get("/x", probe, "v2", "Authorization", Tokens.user(99)).body()).isEqualTo("v1");
        assertThat(get("/x", probe, "v2").body()).isEqualTo("v1");
    }

    @Test
    void a_probe_of_an_unknown_version_is_refused() throws Exception {
        HttpResponse<String> answer =
                get("/x", RouterHandler.PROBE, "v9", "Authorization", Tokens.prober(1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("mesh.UNKNOWN_VERSION", RouterHandler.PROBE);
    }

    @Test
    void a_dead_backend_is_a_502_problem() throws Exception {
        v1.close();
        HttpResponse<String> answer = get("/x");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("ERP-Version")).hasValue("v1");
        assertThat(answer.headers().firstValue("Request-Id")).isPresent();
        assertThat(answer.body()).contains("\"status\":502", "mesh.BACKEND_DOWN");
    }

    @Test
    void a_version_without_a_copy_is_a_503_problem() throws Exception {
        backends.put("v1", List.of());
        assertThat(get("/x").statusCode()).isEqualTo(503);
    }

    @Test
    void a_write_that_the_backend_drops_is_not_sent_again() throws Exception {
        AtomicInteger received = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> BrokenBackend.drop(socket, received));
            backends.put("v1", List.of(URI.create("http://127.0.0.1:" + socket.getLocalPort())));
            assertThat(post("/orders", "{}").statusCode()).isEqualTo(502);
            assertThat(post("/orders", "{}").statusCode()).isEqualTo(502);
        }
        assertThat(received).hasValue(2);
    }

    @Test
    void a_backend_that_does_not_answer_in_time_is_a_504_problem() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            backends.put("v1", List.of(URI.create("http://127.0.0.1:" + silent.getLocalPort())));
            HttpResponse<String> answer = get("/x");
            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(answer.body()).contains("mesh.BACKEND_SLOW");
        }
    }

    @Test
    void a_large_body_arrives_whole() throws Exception {
        String body = "0123456789".repeat(200_000);
        assertThat(post("/echo", body).body().equals("v1" + body)).isTrue();
    }

    @Test
    void shifting_under_load_loses_no_request() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Callable<Integer> client =
                () -> {
                    int answered = 0;
                    while (!over.get()) {
                        assertThat(post("/orders", "{}").statusCode()).isEqualTo(200);
                        answered++;
                    }
                    return answered;
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(threads.submit(client));
            }
            for (int i = 0; v1.seen.size() < 500 || v2.seen.size() < 500; i++) {
                router.shift(split(i % 101, i % 2 == 0 ? Routing.COHORT : Routing.WEIGHT));
                Thread.onSpinWait();
            }
            over.set(true);
            int answered = 0;
            for (Future<Integer> each : clients) {
                answered += each.get();
            }
            assertThat(answered).isEqualTo(v1.seen.size() + v2.seen.size());
        }
    }

    @Test
    void a_shift_takes_effect_with_the_next_request() throws Exception {
        for (int i = 0; i < 20; i++) {
            router.shift(split(i % 2 * 100, Routing.WEIGHT));
            assertThat(get("/x").body()).isEqualTo(i % 2 == 0 ? "v1" : "v2");
        }
    }

    @Test
    void the_backend_learns_who_asks_and_under_which_id() throws Exception {
        get("/x", "Request-Id", "rid-1", "X-Forwarded-For", "203.0.113.9");
        get("/x");
        var given = v1.seen.remove();
        assertThat(given.get("Request-Id")).isEqualTo("rid-1");
        assertThat(given.get("X-Forwarded-For")).isEqualTo("203.0.113.9, 127.0.0.1");
        assertThat(given.get("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(given.get("X-Forwarded-Host")).isEqualTo("127.0.0.1:" + router.uri().getPort());
        assertThat(v1.seen.remove().get("Request-Id")).hasSizeGreaterThan(30);
    }

    @Test
    void counts_requests_durations_and_users_by_version() throws Exception {
        router.shift(split(50, Routing.COHORT));
        get("/orders/17", "Authorization", Tokens.user(3));
        get("/orders/18", "Authorization", Tokens.user(3));
        get("/orders/18", "Authorization", Tokens.user(4));
        get("/missing/1", "Authorization", Tokens.user(70));
        get("/orders/1", "Authorization", Tokens.prober(1), RouterHandler.PROBE, "v2");
        String seen = scrapeUntil("status=\"404\"", 4);
        assertThat(seen)
                .contains(
                        "http_requests_total{app=\"erp-system\",method=\"GET\","
                                + "route=\"/orders/{id}\",status=\"200\",version=\"v2\"} 3.0")
                .contains(
                        "http_requests_total{app=\"erp-system\",method=\"GET\","
                                + "route=\"none\",status=\"404\",version=\"v1\"} 1.0")
                .contains(
                        "http_request_duration_seconds_bucket{app=\"erp-system\",method=\"GET\","
                                + "route=\"/orders/{id}\",version=\"v2\",le=\"0.005\"}")
                .contains("mesh_users_total{version=\"v2\"} 2.0")
                .contains("mesh_users_total{version=\"v1\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kube-probe/1.33",
                "Prometheus/3.5.0",
                "prometheus/2.1",
                "ELB-HealthChecker/2.0",
                "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
                "our-load-test 7"
            })
    void who_is_no_user_is_served_and_not_counted(String agent) throws Exception {
        router.shift(split(50, Routing.COHORT));
        assertThat(get("/x", "User-Agent", agent, "Authorization", Tokens.user(3)).body())
                .isEqualTo("v2");
        assertOnlyLeftOut("v2", 1);
    }

    @Test
    void a_load_test_that_says_so_and_the_releases_own_probes_are_not_counted() throws Exception {
        router.shift(split(50, Routing.COHORT));
        get("/x", "ERP-Load-Test", "spike", "Authorization", Tokens.user(3));
        assertOnlyLeftOut("v2", 1);
        get("/x", RouterHandler.PROBE, "v1", "Authorization", Tokens.prober(3));
        assertOnlyLeftOut("v1", 2);
    }

    @Test
    void nothing_is_left_out_by_an_empty_name() {
        assertThatThrownBy(() -> new LeftOut(List.of("kube-probe/", " "), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() -> new LeftOut(List.of(), List.of("")))
                .hasMessageContaining("has a name");
    }

    /** What is left out is counted before it is served, so a user's request after it is late. */
    private void assertOnlyLeftOut(String version, int users) throws Exception {
        get("/users", "User-Agent", "Mozilla/5.0", "Authorization", Tokens.user(70));
        String page = scrapeUntil("route=\"/users\"", users);
        assertThat(page)
                .contains("mesh_left_out_requests_total{version=\"" + version + "\"} 1.0")
                .doesNotContain("route=\"/x\"")
                .doesNotContain("mesh_users_total{version=\"v2\"}");
        clock.advance(Duration.ofMinutes(1));
        assertThat(minutes("v2", "good")).isZero();
    }

    /** The counters are written just after the answer, so the last one may take a moment. */
    private String scrapeUntil(String wanted, int answers) {
        long end = System.nanoTime() + LIMIT.toNanos();
        String seen = router.metrics();
        while (!(seen.contains(wanted) && answered(seen) == answers) && System.nanoTime() < end) {
            Thread.onSpinWait();
            seen = router.metrics();
        }
        return seen;
    }

    private static int answered(String page) {
        return page.lines()
                .filter(line -> line.startsWith("http_requests_total{"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    @Test
    void both_versions_have_series_before_anybody_calls() {
        router.shift(new Split("v2", "v3", 5, Routing.COHORT));
        for (String version : List.of("v1", "v2", "v3")) {
            assertThat(minutes(version, "good")).as(version).isZero();
            assertThat(minutes(version, "bad")).as(version).isZero();
            assertThat(router.metrics())
                    .contains("mesh_left_out_requests_total{version=\"" + version + "\"} 0.0")
                    .contains(
                            "erp_user_minutes_again_total{app=\"erp-system\",version=\"%s\"} 0.0"
                                    .formatted(version));
        }
    }

    @Test
    void a_user_that_either_version_or_the_router_failed_has_a_bad_minute() throws Exception {
        router.shift(split(50, Routing.COHORT));
        get("/x", "Authorization", Tokens.user(4));
        get("/x", "Authorization", Tokens.user(3));
        get("/broken", "Authorization", Tokens.user(3));
        get("/x", "Authorization", Tokens.user(3));
        get("/missing", "Authorization", Tokens.user(4));
        get("/broken", "Authorization", Tokens.prober(4));
        get("/broken", "Authorization", Tokens.user(4), "User-Agent", "GoogleHC/1.0");
        get("/broken");
        v1.close();
        get("/x", "Authorization", Tokens.user(70));
        scrapeUntil("status=\"502\"", 7);
        assertThat(minutes("v2", "bad")).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(minutes("v2", "bad")).isEqualTo(1);
        assertThat(minutes("v2", "good")).isEqualTo(1);
        assertThat(minutes("v1", "bad")).isEqualTo(1);
        assertThat(minutes("v1", "good")).isZero();
    }

    @Test
    void an_answer_that_the_backend_breaks_off_counts_as_failed() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> BrokenBackend.breakOff(socket));
            backends.put("v1", List.of(URI.create("http://127.0.0.1:" + socket.getLocalPort())));
            assertThatThrownBy(() -> get("/x")).isInstanceOf(IOException.class);
            assertThat(scrapeUntil("status=\"502\"", 1)).contains("status=\"502\"");
        }
    }

    private int minutes(String version, String outcome) {
        String series =
                "erp_user_minutes_total{app=\"erp-system\",outcome=\"%s\",version=\"%s\"} "
                        .formatted(outcome, version);
        return router.metrics()
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(series.length())))
                .findAny()
                .orElseThrow();
    }

    private synchronized int draw() {
        return random.nextInt(100);
    }

    private static Split split(int percent, Routing routing) {
        return new Split("v1", "v2", percent, routing);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(router.uri().resolve(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(router.uri().resolve(path))
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }
}
