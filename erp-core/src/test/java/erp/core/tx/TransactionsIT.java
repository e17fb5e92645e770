package erp.core.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.Caller;
import erp.core.CoreError;
import erp.core.ErpException;
import erp.core.Http;
import erp.core.TestServer;
import erp.core.http.Endpoint;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.http.Reply;

import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What transactions promise, on a real database. */
class TransactionsIT {
    private static final UUID OTHER_COMPANY =
            UUID.fromString("01900000-0000-7000-8000-00000000c002");
    private static final AtomicInteger retries = new AtomicInteger();
    private static final List<String> posted = Collections.synchronizedList(new ArrayList<>());
    private static TestServer server;

    @BeforeAll
    static void start() {
        List<Endpoint<?>> endpoints = new ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.post("/api/v1/test/notes/{id}/touch", "touchNote", "Locks a note")
                        .anyUser()
                        .answersNothing()
                        .write(
                                (tx, call) -> {
                                    impatient(tx.session());
                                    tx.lock(Note.class, call.id(), CoreError.NOT_FOUND)
                                            .write("touched");
                                    return Reply.nothing();
                                }));
        server =
                TestServer.of(Note.class)
                        .observer(
                                new Db.Observer() {
                                    @Override
                                    public void retried() {
                                        retries.incrementAndGet();
                                    }

                                    @Override
                                    public void posted(String module, String kind) {
                                        posted.add(module + " " + kind);
                                    }
                                })
                        .start(endpoints);
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        NoteRoutes.empty(server.schema());
        retries.set(0);
        posted.clear();
    }

    private static void impatient(Session session) {
        session.doWork(
                connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("set session innodb_lock_wait_timeout = 1");
                    }
                });
    }

    private static UUID note(String text) {
        return server.write(tx -> tx.add(new Note(tx.newId(), text, tx.now())).getId());
    }

    private static Caller stranger() {
        return new Caller(server.caller().actor(), OTHER_COMPANY, "test");
    }

    @Test
    void a_deadlock_is_run_again_with_a_fresh_session() throws Exception {
        UUID first = note("first");
        UUID second = note("second");
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        Set<Session> sessions =
                Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> one =
                    threads.submit(() -> lockBoth(first, second, bothHoldOne, runs, sessions));
            Future<Integer> other =
                    threads.submit(() -> lockBoth(second, first, bothHoldOne, runs, sessions));
            one.get();
            other.get();
        }
        assertThat(runs).hasValue(3);
        assertThat(sessions).hasSize(3);
        assertThat(retries).hasValue(1);
    }

    private static Integer lockBoth(
            UUID mine,
            UUID yours,
            CyclicBarrier barrier,
            AtomicInteger runs,
            Set<Session> sessions) {
        return server.write(
                tx -> {
                    boolean firstRound = runs.incrementAndGet() <= 2;
                    sessions.add(tx.session());
                    tx.lock(Note.class, mine, CoreError.NOT_FOUND);
                    if (firstRound) {
                        await(barrier);
                    }
                    tx.lock(Note.class, yours, CoreError.NOT_FOUND);
                    return 0;
                });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_lock_that_does_not_come_is_503_and_worth_another_try() throws SQLException {
        UUID id = note("held");
        try (Connection holder = server.schema().owner().connect()) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("select id from test_note for update");
            }
            Http.Response answer =
                    server.as().post("/api/v1/test/notes/" + id + "/touch").expect(503);
            assertThat(answer.code()).isEqualTo("core.BUSY");
            assertThat(answer.header("Retry-After")).contains("1");
            assertThat(answer.json().at("/retryable").asBoolean()).isTrue();
            assertThat(answer.body()).doesNotContain("select").doesNotContain("Lock wait");
            holder.rollback();
        }
        server.as().post("/api/v1/test/notes/" + id + "/touch").expect(204);
    }

    @Test
    void what_a_dry_run_or_a_failure_posts_is_not_counted() {
        server.write(post("invoice"));
        server.db().dryRun(server.caller(), post("dry"));
        assertThatThrownBy(
                        () ->
                                server.write(
                                        tx -> {
                                            tx.posted("test", "failed");
                                            throw new ErpException(CoreError.NOT_FOUND, "no");
                                        }))
                .isInstanceOf(ErpException.class);
        assertThat(posted).containsExactly("test invoice");
    }

    private static java.util.function.Function<Tx, Object> post(String kind) {
        return tx -> {
            tx.posted("test", kind);
            return kind;
        };
    }

    @Test
    void an_instant_comes_back_to_the_microsecond() {
        server.clock().set(Instant.parse("2026-03-29T01:30:00.123456789Z"));
        UUID id = note("night of the clock change");
        Instant read =
                server.read(tx -> tx.require(Note.class, id, CoreError.NOT_FOUND).getWrittenAt());
        assertThat(read).isEqualTo("2026-03-29T01:30:00.123456Z");
        assertThat(
                        server.count(
                                "select count(*) from test_note where written_at ="
                                        + " '2026-03-29 01:30:00.123456'"))
                .isEqualTo(1);
    }

    @Test
    void another_companys_rows_do_not_exist_for_entities_and_hql() {
        UUID mine = note("mine");
        UUID theirs =
                server.db()
                        .write(
                                stranger(),
                                tx -> tx.add(new Note(tx.newId(), "theirs", tx.now())).getId());

        assertThatThrownBy(
                        () ->
                                server.read(
                                        tx -> tx.require(Note.class, theirs, CoreError.NOT_FOUND)))
                .isInstanceOf(ErpException.class);
        assertThatThrownBy(
                        () -> server.write(tx -> tx.lock(Note.class, theirs, CoreError.NOT_FOUND)))
                .isInstanceOf(ErpException.class);
        List<String> visible =
                server.read(
                        tx ->
                                tx.session()
                                        .createSelectionQuery(
                                                "select n.text from Note n", String.class)
                                        .getResultList());
        assertThat(visible).containsExactly("mine");
        assertThat(changed("update Note set text = 'changed'")).isEqualTo(1);
        assertThat(changed("delete from Note where id <> :id", mine)).isZero();
        assertThat(server.count("select count(*) from test_note where text = 'theirs'"))
                .isEqualTo(1);
    }

    private static int changed(String hql) {
        return server.write(tx -> tx.session().createMutationQuery(hql).executeUpdate());
    }

    private static int changed(String hql, UUID id) {
        return server.write(
                tx -> tx.session().createMutationQuery(hql).setParameter("id", id).executeUpdate());
    }

    @Test
    void an_insert_carries_the_callers_company_as_sixteen_bytes() {
        note("mine");
        assertThat(
                        server.count(
                                "select count(*) from test_note where company_id = unhex('"
                                        + TestServer.COMPANY.toString().replace("-", "")
                                        + "') and length(id) = 16"))
                .isEqualTo(1);
    }

    @Test
    void a_stale_version_is_refused_and_a_right_one_counts_up() {
        UUID id = note("one");
        Http clerk = server.as("*");
        String path = "/api/v1/test/notes/" + id;
        Http.Response second =
                clerk.with("If-Match", "\"0\"").put(path, "{\"text\":\"two\"}").expect(200);
        assertThat(second.header("ETag")).contains("\"1\"");
        assertThat(clerk.with("If-Match", "\"0\"").put(path, "{\"text\":\"x\"}").expect(412).code())
                .isEqualTo("core.VERSION_MISMATCH");
        clerk.with("If-None-Match", "\"1\"").get(path).expect(304);
        clerk.with("If-None-Match", "\"0\"").get(path).expect(200);
    }

    @Test
    void history_says_which_version_wrote_what() {
        server.as("*")
                .with("Request-Id", "job-9")
                .post("/api/v1/test/notes", "{\"text\":\"a\"}")
                .expect(201);
        assertThat(
                        server.count(
                                "select count(*) from core_history where app_version = 'test' and"
                                    + " request_id = 'job-9' and action = 'create' and actor_name ="
                                    + " 'tester'"))
                .isEqualTo(1);
    }

    @Test
    void pages_follow_each_other_without_a_gap_or_a_repeat() {
        for (int i = 0; i < 7; i++) {
            note("n" + i);
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        for (int pages = 0; pages < 4 && after != null; pages++) {
            Http.Response page =
                    server.as("*").get("/api/v1/test/notes?limit=3" + after).expect(200);
            page.json().at("/items").forEach(item -> seen.add(item.at("/text").asString()));
            after = page.json().at("/next").isNull() ? null : "&after=" + page.text("/next");
        }
        assertThat(after).isNull();
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
    }
}
