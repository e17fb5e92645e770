package canary.agent.background;

import static org.assertj.core.api.Assertions.assertThat;

import canary.cluster.Pod;
import canary.gates.input.Integration;
import canary.gates.input.IntegrationState;
import canary.smoke.IntegrationProbe;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Against real HTTP: a pod of each version that knows its bank, and asks who wants to know. */
class IntegrationsTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Integration BANK =
            new Integration("bank", "/bank", 200, Duration.ofSeconds(30), 3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger signIns = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int canaryAnswers = 200;
    private volatile int stableAnswers = 200;
    private HttpServer canary;
    private HttpServer stable;

    @BeforeEach
    void begin() throws IOException {
        canary = pod(true);
        stable = pod(false);
    }

    @AfterEach
    void end() {
        canary.stop(0);
        stable.stop(0);
        http.shutdownNow();
    }

    @Test
    void counts_failures_in_a_row_by_version_and_forgets_them_when_it_works() {
        Integrations integrations = integrations();
        canaryAnswers = 503;
        assertThat(look(integrations, 0))
                .isEqualTo(new IntegrationState(BANK, 1, 0, START, "/bank answers 503, not 200"));
        stableAnswers = 500;
        assertThat(look(integrations, 30).canaryFailures()).isEqualTo(2);
        assertThat(look(integrations, 60).stableFailures()).isEqualTo(2);
        canaryAnswers = 200;
        IntegrationState state = look(integrations, 90);
        assertThat(state.canaryFailures()).isZero();
        assertThat(state.stableFailures()).isEqualTo(3);
    }

    @Test
    void asks_no_more_often_than_the_plan_says() {
        Integrations integrations = integrations();
        look(integrations, 0);
        int once = asked.get();
        look(integrations, 29);
        assertThat(asked).hasValue(once);
        look(integrations, 30);
        assertThat(asked).hasValueGreaterThan(once);
    }

    @Test
    void signs_in_once_where_a_pod_asks_who_wants_to_know() {
        Integrations integrations = integrations();
        for (int second = 0; second < 300; second += 30) {
            assertThat(look(integrations, second).detail()).isEqualTo("works on both");
        }
        assertThat(signIns).hasValue(1);
    }

    @Test
    void a_pod_that_does_not_answer_is_a_failure() {
        Integrations integrations = integrations();
        canary.stop(0);
        assertThat(look(integrations, 0).detail()).contains("/bank does not answer");
    }

    @Test
    void without_a_pod_of_each_version_nothing_is_checked() {
        Integrations integrations = integrations();
        integrations.tick(START, List.of(), List.of(pod("v1", stable)));
        integrations.settle();
        integrations.tick(START, List.of(), List.of(pod("v1", stable)));
        assertThat(integrations.states()).containsExactly(IntegrationState.none(BANK));
    }

    private Integrations integrations() {
        return new Integrations(
                List.of(BANK),
                new IntegrationProbe(http, Duration.ofSeconds(20), "probe", "secret"));
    }

    private IntegrationState look(Integrations integrations, int second) {
        Instant now = START.plusSeconds(second);
        List<Pod> ofCanary = List.of(pod("v2", canary));
        List<Pod> ofStable = List.of(pod("v1", stable));
        integrations.tick(now, ofCanary, ofStable);
        integrations.settle();
        integrations.tick(now, ofCanary, ofStable);
        return integrations.states().getFirst();
    }

    private static Pod pod(String version, HttpServer server) {
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Pod(version + "-0", version, true, 0, root, root);
    }

    private HttpServer pod(boolean isCanary) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    boolean isSignIn = exchange.getRequestURI().getPath().endsWith("/login");
                    boolean isKnown = exchange.getRequestHeaders().containsKey("Authorization");
                    (isSignIn ? signIns : asked).incrementAndGet();
                    int status = isCanary ? canaryAnswers : stableAnswers;
                    byte[] body = "{\"accessToken\":\"t\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(
                            isSignIn ? 200 : isKnown ? status : 401, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }
}
