package erp.core.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;

import erp.core.Http;
import erp.core.Json;
import erp.core.TestClock;
import erp.core.TestServer;
import erp.core.feedback.FeedbackKind;
import erp.core.http.Endpoint;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.http.Reply;
import erp.core.http.wire.Traffic;
import erp.core.value.Money;
import erp.migrations.schema.SchemaCheck;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The operators' port beside a real server whose pool has two connections. */
class ManagementIT {
    private final TestClock clock = new TestClock();
    private final AtomicLong nanos = new AtomicLong();
    private final Metrics metrics = new Metrics("1.2", clock);
    private final CountDownLatch entered = new CountDownLatch(2);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestServer server;
    private Health health;
    private Management management;

    @BeforeEach
    void start() {
        List<Endpoint<?>> endpoints = new ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.get("/api/v1/test/hold", "hold", "Keeps a connection")
                        .anyUser()
                        .answersNothing()
                        .read(
                                (tx, _) -> {
                                    tx.session()
                                            .createNativeQuery("select 1", Integer.class)
                                            .getSingleResult();
                                    entered.countDown();
                                    await(goOn);
                                    return Reply.nothing();
                                }));
        Traffic log = new AccessLog();
        server =
                TestServer.of(Note.class)
                        .connections(2, Duration.ofMillis(300))
                        .observer(metrics)
                        .traffic(
                                it -> {
                                    metrics.ended(it);
                                    log.ended(it);
                                })
                        .start(endpoints);
        NoteRoutes.createTable(server.schema());
        metrics.observe(server.database().pool());
        var schema = SchemaCheck.ofBuild();
        health =
                new Health(
                        List.of(
                                Health.database(server.database()),
                                Health.schema(() -> reason(schema)),
                                Health.pool(server.database(), metrics, nanos::get),
                                Health.queue(server.database(), metrics, nanos::get)),
                        task -> Thread.ofVirtual().start(task),
                        nanos::get);
        management =
                new Management(
                        "127.0.0.1",
                        0,
                        health,
                        metrics,
                        () -> Map.of("version", "1.2"),
                        Json.mapper());
        management.start();
    }

    private String reason(SchemaCheck check) {
        var state = check.check(server.database().probe());
        return state.ready() ? "" : state.reason();
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        management.close();
        server.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Http operator() {
        return Http.to(management.port());
    }

    private void later(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Test
    void is_ready_when_database_schema_and_pool_are_well() {
        Http.Response ready = operator().get("/health/ready").expect(200);
        assertThat(ready.text("/checks/database")).isEqualTo("ok");
        assertThat(ready.text("/checks/schema")).isEqualTo("ok");
        assertThat(ready.text("/checks/pool")).isEqualTo("ok");
        operator().get("/health/live").expect(200);
        operator().get("/nothing").expect(404);
        assertThat(operator().get("/info").expect(200).text("/version")).isEqualTo("1.2");
    }

    @Test
    void its_errors_are_plain_problems_that_name_nothing_of_ours() throws IOException {
        Http.Response post = operator().post("/metrics", "{}").expect(405);
        assertThat(post.header("Content-Type")).contains("application/problem+json");
        operator().get("/health/ready/../../x").expect(404);
        try (Management broken =
                new Management(
                        "127.0.0.1",
                        0,
                        health,
                        metrics,
                        () -> {
                            throw new IllegalStateException("secret detail");
                        },
                        Json.mapper())) {
            broken.start();
            Http.Response failed = Http.to(broken.port()).get("/info").expect(500);
            assertThat(failed.body()).doesNotContain("secret").doesNotContain("Exception");
            for (String line : List.of("GET /%zz HTTP/1.1", "G@T / HTTP/1.1", "GET / HTTP/7.1")) {
                String answer = raw(broken.port(), line);
                assertThat(answer).contains("application/problem+json");
                assertThat(answer).doesNotContain("jetty").doesNotContain("Exception");
            }
        }
    }

    @Test
    void it_listens_where_it_is_told_and_nowhere_else() throws IOException {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        try (Socket socket = new Socket()) {
            assertThatThrownBy(
                            () ->
                                    socket.connect(
                                            new InetSocketAddress(elsewhere, management.port())))
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static String raw(int port, String line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            String request = line + "\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void is_started_only_when_told() {
        operator().get("/health/startup").expect(503);
        management.started();
        operator().get("/health/startup").expect(200);
    }

    @Test
    void a_pool_is_not_ready_once_nobody_gets_a_connection() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Http.Response> one = threads.submit(() -> server.as().get("/api/v1/test/hold"));
            Future<Http.Response> two = threads.submit(() -> server.as().get("/api/v1/test/hold"));
            await(entered);
            operator().get("/health/ready").expect(200);
            isRefused();
            later(Duration.ofSeconds(2));
            Http.Response busy = operator().get("/health/ready").expect(200);
            assertThat(busy.text("/checks/pool")).isEqualTo("ok");
            assertThat(busy.text("/checks/queue")).contains("turned away");
            later(Duration.ofSeconds(3));
            Http.Response stuck = operator().get("/health/ready").expect(503);
            assertThat(stuck.text("/checks/pool"))
                    .isEqualTo(
                            "none of the 2 connections has come back for 3 s, and requests want"
                                    + " one");
            assertThat(stuck.text("/checks/database")).isEqualTo("ok");
            operator().get("/health/live").expect(200);
            goOn.countDown();
            one.get().expect(204);
            two.get().expect(204);
        }
        later(Duration.ofSeconds(6));
        Http.Response again = operator().get("/health/ready").expect(200);
        assertThat(again.text("/checks/queue")).isEqualTo("ok");
    }

    @Test
    void a_busy_pool_is_ready_as_long_as_connections_come_back() throws Exception {
        HikariDataSource pool = server.database().pool();
        try (Connection _ = pool.getConnection()) {
            for (int i = 0; i < 4; i++) {
                try (Connection _ = pool.getConnection()) {
                    isRefused();
                    later(Duration.ofSeconds(4));
                    Http.Response ready = operator().get("/health/ready").expect(200);
                    assertThat(ready.text("/checks/queue")).contains("turned away");
                }
            }
        }
    }

    /** The pool has no connection for a request. */
    private void isRefused() {
        Http.Response refused = server.as("*").get("/api/v1/test/notes").expect(503);
        assertThat(refused.code()).isEqualTo("core.BUSY");
        assertThat(refused.header("Retry-After")).isPresent();
    }

    @Test
    void a_schema_that_lacks_a_migration_is_not_ready() throws Exception {
        try (var connection = server.schema().owner().connect();
                var statement = connection.createStatement()) {
            statement.execute("delete from flyway_schema_history order by version desc limit 1");
        }
        Http.Response ready = operator().get("/health/ready").expect(503);
        assertThat(ready.text("/checks/schema")).contains("lacks");
    }

    @Test
    void metrics_have_the_names_and_labels_that_others_rely_on() {
        server.as("*").post("/api/v1/test/notes", "{\"text\":\"a\"}").expect(201);
        server.as("*").get("/api/v1/nowhere/7").expect(404);
        server.write(
                tx -> {
                    tx.posted("test", "note");
                    return 0;
                });
        clock.advance(Duration.ofMinutes(1));
        String text = operator().get("/metrics").expect(200).body();
        String labels = "app=\"erp-system\",method=\"POST\",route=\"/api/v1/test/notes\"";
        assertThat(text)
                .contains("http_requests_total{" + labels + ",status=\"201\",version=\"1.2\"} 1.0")
                .contains("http_requests_total{" + labels + ",status=\"500\",version=\"1.2\"} 0.0")
                .contains("http_requests_total{" + labels + ",status=\"503\",version=\"1.2\"} 0.0")
                .contains(
                        "http_requests_total{app=\"erp-system\",method=\"GET\",route=\"none\","
                                + "status=\"404\",version=\"1.2\"} 1.0")
                .contains(
                        "http_request_duration_seconds_bucket{"
                                + labels
                                + ",version=\"1.2\",le=\"0.005\"}")
                .contains(
                        "http_request_duration_seconds_bucket{"
                                + labels
                                + ",version=\"1.2\",le=\"2.5\"}")
                .contains(
                        "http_request_duration_seconds_bucket{"
                                + labels
                                + ",version=\"1.2\",le=\"+Inf\"}")
                .contains(
                        "db_query_duration_seconds_bucket{app=\"erp-system\",version=\"1.2\",le=\"0.01\"}")
                .contains(
                        "hikaricp_connections_active{app=\"erp-system\",pool=\"erp\",version=\"1.2\"}")
                .contains(
                        "hikaricp_connections_pending{app=\"erp-system\",pool=\"erp\",version=\"1.2\"}")
                .contains(
                        "erp_documents_posted_total{app=\"erp-system\",kind=\"note\",module=\"test\",version=\"1.2\"}"
                            + " 1.0")
                .contains(
                        "erp_user_minutes_total{app=\"erp-system\",outcome=\"good\",version=\"1.2\"}"
                            + " 1.0")
                .contains(
                        "erp_user_minutes_total{app=\"erp-system\",outcome=\"bad\",version=\"1.2\"}"
                                + " 0.0")
                .contains("erp_user_minutes_again_total{app=\"erp-system\",version=\"1.2\"} 0.0")
                .contains("jvm_memory_used_bytes{app=\"erp-system\"")
                .contains("process_cpu_usage{app=\"erp-system\"")
                .doesNotContain("/nowhere/7");
    }

    @Test
    void what_came_of_the_work_is_counted_by_version() {
        server.as("*").post("/api/v1/test/notes", "{\"text\":\"a\"}").expect(201);
        server.as("*").post("/api/v1/test/notes", "{\"text\":\"b\"}").expect(201);
        int size =
                server.as("*")
                        .get("/api/v1/test/notes")
                        .expect(200)
                        .body()
                        .getBytes(StandardCharsets.UTF_8)
                        .length;
        server.as("*").get("/api/v1/test/notes?limit=0").expect(422);
        server.write(
                tx -> {
                    tx.posted("test", "note", Money.of("12.50", "EUR"));
                    tx.posted("test", "note", Money.of("-2.50", "EUR"));
                    tx.posted("test", "memo");
                    return 0;
                });
        String list =
                "app=\"erp-system\",method=\"GET\",route=\"/api/v1/test/notes\",version=\"1.2\"";
        String note = "app=\"erp-system\",kind=\"note\",module=\"test\",version=\"1.2\"";
        assertThat(operator().get("/metrics").expect(200).body())
                .contains("erp_rows_returned_total{" + list + "} 2.0")
                .contains("http_response_bytes_total{" + list + "} " + size + ".0")
                .contains("erp_documents_posted_total{" + note + "} 2.0")
                .contains("erp_documents_amount_total{" + note + "} 15.0")
                .doesNotContain("erp_documents_amount_total{app=\"erp-system\",kind=\"memo\"");
    }

    @Test
    void a_route_that_only_fails_shows_that_it_gave_nothing() {
        server.as("*").post("/api/v1/test/notes", "{}").expect(422);
        assertThat(operator().get("/metrics").expect(200).body())
                .contains(
                        "http_response_bytes_total{app=\"erp-system\",method=\"POST\","
                                + "route=\"/api/v1/test/notes\",version=\"1.2\"} 0.0");
    }

    @Test
    void probes_and_strangers_are_no_users_whose_minutes_count() {
        server.as("*", "core.release.probe").get("/api/v1/test/notes").expect(200);
        server.as("*", "core.release.probe").post("/api/v1/test/notes", "{}").expect(422);
        server.anonymous().get("/api/v1/test/notes").expect(401);
        clock.advance(Duration.ofMinutes(1));
        String text = operator().get("/metrics").expect(200).body();
        String labels = "erp_user_minutes_total{app=\"erp-system\",outcome=";
        assertThat(text)
                .contains(labels + "\"good\",version=\"1.2\"} 0.0")
                .contains(labels + "\"bad\",version=\"1.2\"} 0.0");
    }

    @Test
    void feedback_is_counted_from_zero_and_under_the_version_it_is_about() {
        String mine = "erp_feedback_total{app=\"erp-system\",kind=\"complaint\",version=\"1.2\"}";
        assertThat(operator().get("/metrics").body())
                .contains(mine + " 0.0")
                .contains("kind=\"problem\",version=\"1.2\"} 0.0")
                .contains("kind=\"praise\",version=\"1.2\"} 0.0")
                .contains("kind=\"idea\",version=\"1.2\"} 0.0");
        metrics.feedback(FeedbackKind.COMPLAINT, "1.3");
        assertThat(operator().get("/metrics").body())
                .contains(mine + " 0.0")
                .contains(mine.replace("1.2", "1.3") + " 1.0");
    }

    @Test
    void a_request_in_flight_is_finished_and_readiness_goes_first() throws Exception {
        int port = server.server().port();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Http.Response> inFlight =
                    threads.submit(() -> server.as().get("/api/v1/test/hold"));
            while (entered.getCount() == 2) {
                Thread.onSpinWait();
            }
            health.stopping();
            operator().get("/health/ready").expect(503);
            Future<?> closing = threads.submit(() -> server.server().close());
            assertThat(closing.isDone()).isFalse();
            goOn.countDown();
            inFlight.get().expect(204);
            closing.get();
        }
        assertThat(port).isPositive();
    }
}
