package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.server.IdempotencyKeys;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A request sent twice is done once. */
class IdempotencyIT {
    private static final String NOTES = "/api/v1/test/notes";
    private static final String PATH = "/api/v1/test/payments";
    private static final String SLOW = "/api/v1/test/slow";
    private static final AtomicInteger runs = new AtomicInteger();
    private static volatile CountDownLatch entered = new CountDownLatch(1);
    private static volatile CountDownLatch goOn = new CountDownLatch(1);
    private static TestServer server;

    @BeforeAll
    static void start() {
        var endpoints = new java.util.ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.post(SLOW, "slow", "Waits until it may go on")
                        .anyUser()
                        .keyRequired()
                        .answersNothing()
                        .write(
                                (_, _) -> {
                                    runs.incrementAndGet();
                                    entered.countDown();
                                    await(goOn);
                                    return Reply.nothing();
                                }));
        endpoints.add(
                Endpoint.post(NOTES + "/{id}/mark", "markNote", "Marks a note")
                        .anyUser()
                        .keyRequired()
                        .answersNothing()
                        .write(
                                (_, _) -> {
                                    runs.incrementAndGet();
                                    return Reply.nothing();
                                }));
        server = TestServer.of(Note.class).start(endpoints);
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        NoteRoutes.empty(server.schema());
        runs.set(0);
        entered = new CountDownLatch(1);
        goOn = new CountDownLatch(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long notes() {
        return server.count("select count(*) from test_note");
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        Http once = server.as("*").once();
        once.post(PATH, "{\"text\":\"a\"}").expect(201);
        assertThat(once.post(PATH, "{\"text\":\"b\"}").expect(422).code())
                .isEqualTo("core.IDEMPOTENCY_KEY_REUSED");
        assertThat(once.post("/api/v1/test/notes", "{\"text\":\"a\"}").expect(422).code())
                .isEqualTo("core.IDEMPOTENCY_KEY_REUSED");
        assertThat(notes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  { \"text\" :\n\"Zo\u00EB\"\t}  ",
                "{\"text\":\"Zo\\u00eb\"}",
                "{\"\\u0074ext\":\"Zoe\u0308\"}",
            })
    void the_same_said_in_another_spelling_is_the_same_request(String again) {
        Http once = server.as("*").once();
        String first = once.post(PATH, "{\"text\":\"Zo\u00EB\"}").expect(201).body();
        Http.Response twin = once.post(PATH, again).expect(201);
        assertThat(twin.body()).isEqualTo(first);
        assertThat(twin.header("Idempotency-Replayed")).contains("true");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_request_that_is_said_not_to_be_a_dry_run_is_the_same_request() {
        Http once = server.as("*").once();
        String first = once.post(PATH, "{\"text\":\"a\"}").expect(201).body();
        Http.Response twin = once.post(PATH + "?dryRun=false", "{\"text\":\"a\"}").expect(201);
        assertThat(twin.body()).isEqualTo(first);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void an_id_of_the_path_may_be_spelt_in_capitals() {
        Http once = server.as().once();
        String id = "01a21601-0af2-7045-9c74-62b2cc61fa1d";
        once.post(NOTES + "/" + id + "/mark").expect(204);
        once.post(NOTES + "/" + id.toUpperCase(Locale.ROOT) + "/mark").expect(204);
        assertThat(runs).hasValue(1);
        String other = id.replace('d', 'e');
        assertThat(once.post(NOTES + "/" + other + "/mark").expect(422).code())
                .isEqualTo("core.IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void order_of_members_nulls_and_zeros_at_the_end_do_not_make_another_request() {
        Http once = server.as().once();
        once.post(
                        "/api/v1/test/echo",
                        """
                        {"lines":[{"itemId":"01900000-0000-7000-8000-00000000000a","quantity":"2.5"}],
                         "total":{"amount":"12.5","currency":"EUR"},"date":"2026-11-24","colour":"RED",
                         "count":3,"flag":true,"labels":{"a":"1","b":"2"}}\
                        """)
                .expect(200);
        String same =
                """
                {"flag":true,"remark":null,"labels":{"b":"2","a":"1"},"count":3,"colour":"RED",
                 "date":"2026-11-24","total":{"currency":"EUR","amount":"12.50"},
                 "lines":[{"price":null,"quantity":"2.500","itemId":"01900000-0000-7000-8000-00000000000A"}]}\
                """;
        assertThat(once.post("/api/v1/test/echo", same).expect(200).header("Idempotency-Replayed"))
                .contains("true");
        for (String other :
                List.of(
                        same.replace("\"count\":3", "\"count\":4"),
                        same.replace("2.500", "2.501"),
                        same.replace("null", "\"x\""),
                        same.replace("\"a\":\"1\"", "\"a\":\"2\""))) {
            String refused = other.replace("\"price\":\"x\"", "\"price\":\"1\"");
            assertThat(once.post("/api/v1/test/echo", refused).expect(422).code())
                    .isEqualTo("core.IDEMPOTENCY_KEY_REUSED");
        }
    }

    @Test
    void no_body_and_an_empty_one_are_the_same_request() {
        for (String path : List.of("/api/v1/test/nothing", "/api/v1/test/maybe")) {
            Http once = server.as().once();
            once.post(path).expect(204);
            assertThat(once.post(path, "{ }").expect(204).header("Idempotency-Replayed"))
                    .contains("true");
        }
    }

    @Test
    void a_packed_body_is_the_same_request_as_the_plain_one() throws java.io.IOException {
        Http once = server.as("*").once();
        once.post(PATH, "{\"text\":\"a\"}").expect(201);
        var packed = new java.io.ByteArrayOutputStream();
        try (var out = new java.util.zip.GZIPOutputStream(packed)) {
            out.write("{\"text\":\"a\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        once.with("Content-Encoding", "gzip").post(PATH, packed.toByteArray()).expect(201);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_key_belongs_to_its_user() {
        Http mine = server.as("*").with("Idempotency-Key", "k");
        Http yours =
                server.as(UUID.randomUUID(), TestServer.COMPANY, "*").with("Idempotency-Key", "k");
        mine.post(PATH, "{\"text\":\"a\"}").expect(201);
        yours.post(PATH, "{\"text\":\"b\"}").expect(201);
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void keys_that_differ_in_case_are_two() {
        server.as("*").with("Idempotency-Key", "k").post(PATH, "{\"text\":\"a\"}").expect(201);
        server.as("*").with("Idempotency-Key", "K").post(PATH, "{\"text\":\"b\"}").expect(201);
    }

    @Test
    void a_failed_attempt_leaves_nothing_so_the_key_is_still_good() {
        Http once = server.as("*").once();
        server.as("*").post("/api/v1/test/notes", "{\"text\":\"taken\"}").expect(201);
        assertThat(once.post(PATH, "{\"text\":\"taken\"}").expect(409).code())
                .isEqualTo("core.ALREADY_EXISTS");
        assertThat(server.count("select count(*) from core_idempotency")).isZero();
        once.post(PATH, "{\"text\":\"free\"}").expect(201);
    }

    @Test
    void a_dry_run_says_what_would_be_and_leaves_no_row() {
        Http once = server.as("*").once();
        Http.Response dry = once.post(PATH + "?dryRun=true", "{\"text\":\"a\"}").expect(201);
        assertThat(dry.header("ERP-Dry-Run")).contains("true");
        assertThat(dry.text("/text")).isEqualTo("a");
        assertThat(notes()).isZero();
        assertThat(server.count("select count(*) from core_history")).isZero();
        assertThat(server.count("select count(*) from core_idempotency")).isZero();
        once.post(PATH, "{\"text\":\"a\"}").expect(201);
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_dry_run_finds_what_only_the_database_knows() {
        server.as("*").post("/api/v1/test/notes", "{\"text\":\"a\"}").expect(201);
        server.as("*").post("/api/v1/test/notes?dryRun=true", "{\"text\":\"a\"}").expect(409);
    }

    @Test
    void of_many_twins_at_once_one_is_done_and_all_get_its_answer() throws Exception {
        Http once = server.as("*").once();
        Callable<Http.Response> send = () -> once.post(PATH, "{\"text\":\"a\"}");
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Http.Response>> twins =
                    threads.invokeAll(List.of(send, send, send, send, send, send));
            String body = twins.getFirst().get().expect(201).body();
            for (Future<Http.Response> twin : twins) {
                assertThat(twin.get().expect(201).body()).isEqualTo(body);
            }
        }
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_twin_of_one_that_runs_too_long_is_told_so() throws Exception {
        Http once = server.as().once();
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Http.Response> first = threads.submit(() -> once.post(SLOW));
            await(entered);
            Http.Response twin = once.post(SLOW).expect(409);
            assertThat(twin.code()).isEqualTo("core.IDEMPOTENCY_KEY_IN_USE");
            assertThat(twin.json().at("/retryable").asBoolean()).isTrue();
            goOn.countDown();
            first.get().expect(204);
        }
        assertThat(once.post(SLOW).expect(204).header("Idempotency-Replayed")).contains("true");
        assertThat(runs).hasValue(1);
    }

    @Test
    void keys_are_forgotten_after_seven_days() {
        Http once = server.as("*").once();
        once.post(PATH, "{\"text\":\"a\"}").expect(201);
        assertThat(purged(Duration.ofDays(7).minusSeconds(1))).isZero();
        assertThat(purged(Duration.ofDays(7).plusSeconds(1))).isEqualTo(1);
    }

    private static int purged(Duration later) {
        return server.write(tx -> IdempotencyKeys.purge(tx, tx.now().plus(later), 100));
    }
}
