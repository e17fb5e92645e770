package canary.notices;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Phase;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class AlertmanagerAnnouncerTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Plan PLAN =
            PlanFile.parse(
                    "release: spring\nstable: {version: v1}\ncanary: {version: v2}\n", _ -> null);

    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final CountDownLatch silence = new CountDownLatch(1);
    private volatile boolean isSilent;
    private volatile String authorization = "";
    private HttpServer server;
    private AlertmanagerAnnouncer announcer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/am/api/v2/alerts", this::take);
        server.start();
        URI gone = URI.create("http://127.0.0.1:1");
        URI there = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/am/");
        announcer =
                new AlertmanagerAnnouncer(
                        PLAN, new Plan.Notify(List.of(gone, there), "Bearer secret"));
    }

    @AfterEach
    void stop() {
        silence.countDown();
        announcer.close();
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            JsonNode alert = JsonMapper.shared().readTree(exchange.getRequestBody()).get(0);
            if (isSilent) {
                silence.await();
            }
            boolean isRefused = refusals.getAndDecrement() > 0;
            exchange.sendResponseHeaders(isRefused ? 503 : 200, -1);
            if (!isRefused) {
                boolean isOver =
                        alert.get("endsAt").asString().equals(alert.get("startsAt").asString());
                taken.add(
                        alert.get("labels").get("alertname").asString() + (isOver ? " over" : ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void announce(Phase phase) {
        announcer.announce(Entry.opening(NOON).goingOn(phase.since(), phase, "why"));
    }

    private String next() throws InterruptedException {
        return String.valueOf(taken.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void steps_are_told_once_in_their_order_and_one_of_two_servers_is_enough() throws Exception {
        announcer.announce(Entry.opening(NOON));
        for (int tick = 0; tick < 3; tick++) {
            announce(new Live.Watching(0, NOON.plusSeconds(9)));
        }
        announce(new Live.Held(0, NOON.plusSeconds(20), "both fail", false));
        announce(new Live.Watching(0, NOON.plusSeconds(30)));
        announce(new Ended.Promoted(NOON.plusSeconds(40)));
        assertThat(List.of(next(), next(), next(), next(), next(), next(), next()))
                .containsExactly(
                        "ReleaseHeld over",
                        "ReleaseStarted",
                        "ReleaseStage",
                        "ReleaseHeld",
                        "ReleaseHeld over",
                        "ReleaseStage",
                        "ReleasePromoted");
        announcer.close();
        assertThat(taken).isEmpty();
        assertThat(announcer.untold()).isEmpty();
        assertThat(authorization).isEqualTo("Bearer secret");
    }

    @Test
    void what_is_refused_is_told_again_and_the_report_learns_of_it() throws Exception {
        refusals.set(1);
        announce(new Live.Held(0, NOON, "both fail", false));
        assertThat(next()).isEqualTo("ReleaseHeld");
        assertThat(announcer.untold())
                .contains("http://127.0.0.1:1: ", "/am/: answers 503")
                .doesNotContain("secret");
    }

    @Test
    void a_silent_server_keeps_neither_the_release_nor_the_end_of_the_agent() throws Exception {
        isSilent = true;
        for (int minute = 0; minute < 100; minute++) {
            announce(new Live.Watching(0, NOON.plusSeconds(60 * minute)));
        }
        assertThat(announcer.untold()).contains("more than 32 notices waited");
        announcer.close();
        assertThat(taken).isEmpty();
    }
}
