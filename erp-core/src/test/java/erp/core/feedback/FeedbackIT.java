package erp.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.Http;
import erp.core.Json;
import erp.core.TestServer;
import erp.core.ops.Metrics;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Db;

import io.micrometer.core.instrument.Counter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class FeedbackIT {
    private static final String PATH = "/api/v1/feedback";
    private static final String COMPLAINT = "{\"kind\":\"complaint\",\"text\":\"slow\"}";
    private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-00000000c002");

    private static TestServer server;
    private static Metrics metrics;

    @BeforeAll
    static void start() {
        Feedback feedback = new Feedback((kind, version) -> metrics.feedback(kind, version));
        server = TestServer.of(Feedback.ENTITIES).start(new FeedbackRoutes(feedback).endpoints());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.truncate();
        metrics = new Metrics("test", server.clock());
        server.addCompany(OTHER, "OTHER", "EUR", "UTC");
    }

    @AfterEach
    void closeMetrics() {
        metrics.close();
    }

    private static String about(String version) {
        return "{\"kind\":\"complaint\",\"text\":\"slow\",\"version\":\"" + version + "\"}";
    }

    private double counted(String version, String kind) {
        Counter counter =
                metrics.registry()
                        .find("erp.feedback")
                        .tags("version", version, "kind", kind)
                        .counter();
        return counter == null ? Double.NaN : counter.count();
    }

    private Db dbOf(String version) {
        return new Db(
                server.database().sessions(),
                server.clock(),
                new ChangeRecorder(version, Json.mapper()),
                Db.Observer.NONE);
    }

    private long kept() {
        return server.count("select count(*) from core_feedback");
    }

    @Test
    void feedback_is_kept_with_who_said_what_about_which_version() {
        Http.Response sent =
                server.as()
                        .post(
                                PATH,
                                """
                                {"kind":"idea","text":"Größer! 😀","version":"test","document":"A-17"}\
                                """)
                        .expect(201);
        Http.Response got =
                server.as("feedback.read").get(sent.header("Location").orElseThrow()).expect(200);
        assertThat(got.body()).isEqualTo(sent.body());
        assertThat(got.text("/kind")).isEqualTo("idea");
        assertThat(got.text("/text")).isEqualTo("Größer! 😀");
        assertThat(got.text("/document")).isEqualTo("A-17");
        assertThat(got.uuid("/userId")).isEqualTo(TestServer.USER);
        assertThat(got.text("/requestId")).isEqualTo(sent.header("Request-Id").orElseThrow());
        assertThat(counted("test", "idea")).isEqualTo(1);
        assertThat(
                        server.count(
                                "select count(*) from core_history where entity_type ="
                                        + " 'core.feedback'"))
                .isEqualTo(1);
    }

    @Test
    void without_a_version_it_is_about_the_one_that_answers() {
        Http.Response sent = server.as().post(PATH, COMPLAINT).expect(201);
        assertThat(sent.text("/version")).isEqualTo("test");
        assertThat(sent.text("/countedAs")).isEqualTo("test");
        assertThat(counted("test", "complaint")).isEqualTo(1);
    }

    @Test
    void a_complaint_about_another_version_that_has_started_counts_for_that_one() {
        new Feedback((_, _) -> {}).start(dbOf("v2"));
        Http.Response sent = server.as().post(PATH, about("v2")).expect(201);
        assertThat(sent.text("/countedAs")).isEqualTo("v2");
        assertThat(sent.text("/appVersion")).isEqualTo("test");
        assertThat(counted("v2", "complaint")).isEqualTo(1);
        assertThat(counted("test", "complaint")).isZero();
    }

    @Test
    void a_version_that_runs_for_long_is_known_by_what_it_writes() {
        new Feedback((_, _) -> {}).start(dbOf("v0"));
        server.clock().advance(Feedback.KNOWN.plusDays(1));
        server.as().post(PATH, about("v0")).expect(201);
        assertThat(counted("v0", "complaint")).isNaN();
        dbOf("v0")
                .write(
                        server.caller(),
                        tx -> {
                            tx.record("test.note", tx.newId(), 0, "create", java.util.Map.of());
                            return 0;
                        });
        server.as().post(PATH, about("v0")).expect(201);
        assertThat(counted("v0", "complaint")).isEqualTo(1);
    }

    @Test
    void made_up_versions_are_kept_as_said_and_get_no_series() {
        new Feedback((_, _) -> {}).start(dbOf("v2"));
        for (String version : List.of("v999", "V2", "Test")) {
            Http.Response sent = server.as().post(PATH, about(version)).expect(201);
            assertThat(sent.text("/version")).isEqualTo(version);
            assertThat(sent.text("/countedAs")).isEqualTo("test");
            assertThat(counted(version, "complaint")).isNaN();
        }
        assertThat(counted("test", "complaint")).isEqualTo(3);
    }

    @Test
    void one_too_many_is_told_the_true_time_to_wait() {
        server.as().post(PATH, COMPLAINT).expect(201);
        server.clock().advance(Duration.ofMillis(1_600_500));
        for (int i = 1; i < Feedback.LIMIT; i++) {
            server.as().post(PATH, COMPLAINT).expect(201);
        }
        Http.Response refused = server.as().post(PATH, COMPLAINT).expect(429);
        assertThat(refused.code()).isEqualTo("feedback.TOO_MUCH_FEEDBACK");
        assertThat(refused.json().at("/retryable").asBoolean()).isTrue();
        assertThat(refused.header("Retry-After")).contains("2000");
        server.clock().advance(Duration.ofSeconds(1999));
        server.as().post(PATH, COMPLAINT).expect(429);
        server.clock().advance(Duration.ofSeconds(1));
        server.as().post(PATH, COMPLAINT).expect(201);
        server.as().post(PATH, COMPLAINT).expect(429);
        server.as(UUID.randomUUID(), TestServer.COMPANY).post(PATH, COMPLAINT).expect(201);
        assertThat(kept()).isEqualTo(Feedback.LIMIT + 2);
        assertThat(counted("test", "complaint")).isEqualTo(Feedback.LIMIT + 2);
    }

    @Test
    void a_burst_at_once_is_no_way_round_the_limit() throws Exception {
        Callable<Integer> send = () -> server.as().post(PATH, COMPLAINT).status();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> one : threads.invokeAll(Collections.nCopies(18, send))) {
                statuses.add(one.get());
            }
        }
        assertThat(statuses).containsOnly(201, 429);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(Feedback.LIMIT);
        assertThat(kept()).isEqualTo(Feedback.LIMIT);
    }

    @Test
    void a_retry_with_its_key_is_answered_again_and_counted_once() {
        Http once = server.as().once();
        String first = once.post(PATH, COMPLAINT).expect(201).body();
        assertThat(once.post(PATH, COMPLAINT).expect(201).body()).isEqualTo(first);
        assertThat(kept()).isEqualTo(1);
        assertThat(counted("test", "complaint")).isEqualTo(1);
    }

    @Test
    void a_dry_run_is_neither_kept_nor_counted() {
        server.as().post(PATH + "?dryRun=true", COMPLAINT).expect(201);
        assertThat(kept()).isZero();
        assertThat(counted("test", "complaint")).isZero();
    }

    @Test
    void a_probe_is_nobodys_opinion() {
        Http probe = server.as("core.release.probe");
        probe.post(PATH + "?dryRun=true", COMPLAINT).expect(201);
        probe.post(PATH, COMPLAINT).expect(403);
        assertThat(kept()).isZero();
        assertThat(counted("test", "complaint")).isZero();
    }

    @ParameterizedTest(name = "{0} becomes {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"complaint\" | \"COMPLAINT\" | 422 | /kind enum",
                "\"complaint\" | \"rant\" | 422 | /kind enum",
                "\"complaint\" | 1 | 400 | /kind type",
                "\"kind\":\"complaint\", | `` | 422 | /kind required",
                "\"slow\" | \"\" | 422 | /text notBlank",
                "\"slow\" | \"  \" | 422 | /text notBlank",
                "\"slow\" | null | 422 | /text required",
                "\"slow\" | \"LONG\" | 422 | /text size",
                "\"slow\" | \"slow\",\"version\":\"\" | 422 | /version pattern",
                "\"slow\" | \"slow\",\"version\":\"v 2\" | 422 | /version pattern",
                "\"slow\" | \"slow\",\"version\":\"v2\\n\" | 422 | /version characters",
                "\"slow\" | \"slow\",\"version\":{} | 400 | /version type",
                "\"slow\" | \"slow\",\"document\":\" \" | 422 | /document notBlank",
                "\"slow\" | \"slow\",\"userId\":\"x\" | 422 | /userId unknown",
            })
    void what_is_wrong_is_named_and_nothing_is_kept(
            String from, String to, int status, String error) {
        String body = COMPLAINT.replace(from, to.replace("LONG", "x".repeat(2001)));
        Http.Response answer = server.as().post(PATH, body).expect(status);
        assertThat(answer.errors()).containsExactly(error);
        assertThat(kept()).isZero();
    }

    @Test
    void the_longest_text_fits_whatever_its_letters() {
        for (String letter : List.of("x", "ß", "語", "\\uD83D\\uDE00", "a\\n", "\\\"")) {
            int characters = letter.equals("a\\n") ? 2 : 1;
            String body = COMPLAINT.replace("slow", letter.repeat(2000 / characters));
            server.as().post(PATH, body).expect(201);
        }
    }

    @Test
    void a_list_shows_the_newest_first_by_version_and_kind_page_by_page() {
        server.as().post(PATH, about("v7")).expect(201);
        server.as().post(PATH, COMPLAINT).expect(201);
        server.as().post(PATH, "{\"kind\":\"praise\",\"text\":\"good\"}").expect(201);
        Http reader = server.as("feedback.read");
        assertThat(texts(reader.get(PATH))).containsExactly("good", "slow", "slow");
        assertThat(texts(reader.get(PATH + "?kind=praise"))).containsExactly("good");
        assertThat(texts(reader.get(PATH + "?version=v7&kind=complaint"))).hasSize(1);
        assertThat(texts(reader.get(PATH + "?version=v8"))).isEmpty();
        Http.Response first = reader.get(PATH + "?limit=2").expect(200);
        assertThat(texts(first)).containsExactly("good", "slow");
        assertThat(texts(reader.get(PATH + "?after=" + first.text("/next"))))
                .containsExactly("slow");
        reader.get(PATH + "?kind=rant").expect(422);
    }

    private static List<String> texts(Http.Response list) {
        return list.expect(200).json().at("/items").findValuesAsString("text");
    }

    @Test
    void who_may_not_read_is_refused_and_another_companys_feedback_does_not_exist() {
        String path =
                server.as().post(PATH, COMPLAINT).expect(201).header("Location").orElseThrow();
        server.as().get(PATH).expect(403);
        server.as().get(path).expect(403);
        server.anonymous().post(PATH, COMPLAINT).expect(401);
        Http stranger = server.as(UUID.randomUUID(), OTHER, "*");
        stranger.get(path).expect(404);
        assertThat(texts(stranger.get(PATH))).isEmpty();
    }

    @Test
    void what_was_said_cannot_be_changed() throws SQLException {
        server.as().post(PATH, COMPLAINT).expect(201);
        try (Connection connection = server.schema().application().connect();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update core_feedback set text = 'x'"))
                    .hasMessageContaining("denied");
        }
    }
}
