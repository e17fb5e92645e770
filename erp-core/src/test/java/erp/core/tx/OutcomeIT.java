package erp.core.tx;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.http.Reply;
import erp.core.tx.CommitProxy.Fate;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Commits of which nobody hears whether they were done. */
class OutcomeIT {
    private static final String NOTES = "/api/v1/test/notes";
    private static final String BODY = "{\"text\":\"a\"}";
    private static final AtomicInteger runs = new AtomicInteger();
    private static TestServer server;
    private static CommitProxy proxy;

    @BeforeAll
    static void start() {
        List<Endpoint<?>> endpoints = new ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.post("/api/v1/test/after", "after", "Fails after its commit")
                        .anyUser()
                        .answersNothing()
                        .write(
                                (tx, _) -> {
                                    tx.add(new Note(tx.newId(), "a", tx.now()));
                                    tx.afterCommit(
                                            () -> {
                                                throw new IllegalStateException("no counter");
                                            });
                                    tx.afterCommit(runs::incrementAndGet);
                                    return Reply.nothing();
                                }));
        endpoints.add(
                Endpoint.post("/api/v1/test/half", "half", "Fails between two transactions")
                        .open()
                        .answersNothing()
                        .plain(
                                _ -> {
                                    server.write(tx -> tx.add(new Note(tx.newId(), "a", tx.now())));
                                    throw new IllegalStateException("half");
                                }));
        server =
                TestServer.of(Note.class)
                        .url(OutcomeIT::throughProxy)
                        .connections(4, Duration.ofSeconds(1))
                        .limit(Duration.ofSeconds(2))
                        .start(endpoints);
        NoteRoutes.createTable(server.schema());
    }

    private static String throughProxy(String url) {
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        proxy = new CommitProxy(port, OutcomeIT::kill);
        String plain =
                url.startsWith("jdbc:mysql:")
                        ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        : "";
        return url.replace(":" + port + "/", ":" + proxy.port() + "/") + plain;
    }

    private static void kill() {
        try (Connection connection = server.schema().administrator().connect();
                Statement statement = connection.createStatement();
                Statement killing = connection.createStatement();
                ResultSet mine =
                        statement.executeQuery(
                                "select id from information_schema.processlist where user = '"
                                        + server.schema().application().user()
                                        + "'")) {
            while (mine.next()) {
                killing.execute("kill connection " + mine.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        proxy.close();
    }

    @BeforeEach
    void empty() {
        NoteRoutes.empty(server.schema());
        runs.set(0);
        proxy.isBack();
        for (int i = 0; i < 8; i++) { // those that died are found out
            server.as("*").get(NOTES);
        }
    }

    private static long notes() throws SQLException {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from test_note")) {
            row.next();
            return row.getLong(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"LOST_BEFORE", "LOST_AFTER", "KILLED"})
    void without_a_key_the_caller_is_told_that_nobody_knows(Fate fate) throws Exception {
        proxy.next(fate);
        Http.Response answer = server.as("*").post(NOTES, BODY).expect(500);
        assertThat(answer.code()).isEqualTo("core.OUTCOME_UNKNOWN");
        assertThat(answer.json().at("/retryable").asBoolean()).isFalse();
        assertThat(answer.text("/detail")).contains("Idempotency-Key");
        assertThat(answer.body()).doesNotContain("Nothing was written");
        assertThat(proxy.commits()).as("was not run again").isEqualTo(1);
        assertThat(notes()).isEqualTo(fate == Fate.LOST_AFTER ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"LOST_BEFORE", "LOST_AFTER", "KILLED"})
    void with_a_key_the_server_finds_out_by_itself(Fate fate) throws Exception {
        proxy.next(fate);
        Http.Response answer = server.as("*").once().post(NOTES, BODY).expect(201);
        assertThat(answer.header("Idempotency-Replayed").isPresent())
                .isEqualTo(fate == Fate.LOST_AFTER);
        assertThat(notes()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fate.class,
            names = {"LOST_BEFORE", "LOST_AFTER"})
    void with_a_key_the_same_again_tells_what_came_of_it(Fate fate) throws Exception {
        Http keyed = server.as("*").once();
        proxy.next(fate);
        proxy.thenStaysAway();
        Http.Response unknown = keyed.post(NOTES, BODY).expect(500);
        assertThat(unknown.code()).isEqualTo("core.OUTCOME_UNKNOWN");
        assertThat(unknown.json().at("/retryable").asBoolean()).isTrue();
        assertThat(unknown.text("/detail")).contains("same Idempotency-Key");
        proxy.isBack();
        Http.Response again = whenItAnswers(keyed).expect(201);
        assertThat(again.header("Idempotency-Replayed").isPresent())
                .isEqualTo(fate == Fate.LOST_AFTER);
        assertThat(notes()).isEqualTo(1);
    }

    /** Connections may be in the making yet; each try waits for one. */
    private static Http.Response whenItAnswers(Http keyed) {
        Http.Response answer = keyed.post(NOTES, BODY);
        for (int i = 0; i < 60 && answer.status() == 503; i++) {
            assertThat(answer.code()).isEqualTo("core.DATABASE_UNAVAILABLE");
            answer = keyed.post(NOTES, BODY);
        }
        return answer;
    }

    @Test
    void a_request_that_is_given_up_while_it_commits_is_not_told_that_nothing_was_done()
            throws Exception {
        proxy.next(Fate.UNANSWERED);
        Http keyed = server.as("*").once();
        Http.Response answer = keyed.post(NOTES, BODY).expect(500);
        assertThat(answer.code()).isEqualTo("core.OUTCOME_UNKNOWN");
        assertThat(notes()).isEqualTo(1);
        assertThat(keyed.post(NOTES, BODY).expect(201).header("Idempotency-Replayed")).isPresent();
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void a_read_that_loses_its_connection_is_only_a_database_that_is_away() {
        proxy.next(Fate.LOST_BEFORE);
        assertThat(server.as("*").get(NOTES).status()).isIn(200, 503);
        proxy.next(Fate.PASSES);
    }

    @Test
    void what_fails_after_the_commit_does_not_make_the_answer_a_failure() throws Exception {
        server.as().post("/api/v1/test/after").expect(204);
        assertThat(notes()).isEqualTo(1);
        assertThat(runs).as("the next action runs all the same").hasValue(1);
    }

    @Test
    void a_request_of_several_transactions_does_not_say_that_nothing_was_written()
            throws Exception {
        Http.Response answer = server.anonymous().post("/api/v1/test/half").expect(500);
        assertThat(answer.code()).isEqualTo("core.INTERNAL");
        assertThat(answer.text("/detail")).doesNotContain("Nothing was written");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void what_failed_before_its_commit_was_surely_not_written() throws Exception {
        proxy.next(Fate.PASSES);
        kill();
        Http.Response answer = server.as("*").post(NOTES, BODY);
        assertThat(answer.status()).isIn(201, 503);
        assertThat(notes()).isEqualTo(answer.status() == 201 ? 1 : 0);
    }
}
