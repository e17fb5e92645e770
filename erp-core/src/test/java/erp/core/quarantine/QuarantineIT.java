package erp.core.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.core.ErpException;
import erp.core.Http;
import erp.core.Json;
import erp.core.TestServer;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.tx.ChangeRecorder;
import erp.core.tx.Db;
import erp.migrations.NarrowedChecks;
import erp.migrations.PlantedFaults;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Documents are held for review, and released, over HTTP. */
class QuarantineIT {
    private static final String PATH = "/api/v1/core/quarantine";
    private static final String NOTES = "/api/v1/test/notes/";
    private static final AtomicInteger statements = new AtomicInteger();

    private static TestServer server;
    private static Http reviewer;

    @BeforeAll
    static void start() {
        server =
                TestServer.of(Stream.of(Note.class, QuarantineEntry.class).toList())
                        .observer(
                                new Db.Observer() {
                                    @Override
                                    public void statement(long nanos) {
                                        statements.incrementAndGet();
                                    }
                                })
                        .start(
                                Stream.concat(
                                                NoteRoutes.all().stream(),
                                                new QuarantineRoutes(new Quarantine())
                                                        .endpoints().stream())
                                        .toList());
        NoteRoutes.createTable(server.schema());
        reviewer = server.as("*");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        sql("delete from core_quarantine", "delete from core_quarantine_state");
        NoteRoutes.empty(server.schema());
        server.db().held().look(server.database().probe());
    }

    private static void sql(String... all) {
        try (Connection connection = server.schema().owner().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : all) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID note(String text) {
        return reviewer.post(NOTES.substring(0, NOTES.length() - 1), "{\"text\":\"" + text + "\"}")
                .expect(201)
                .uuid("/id");
    }

    private static Http.Response hold(UUID... notes) {
        return reviewer.post(PATH, body(notes));
    }

    private static String body(UUID... notes) {
        List<String> documents = new ArrayList<>();
        for (UUID note : notes) {
            documents.add(named(note, ",\"number\":\"N-1\",\"broken\":[\"I13\",\"I01_entry\"]"));
        }
        return "{\"release\":\"r-7\",\"reason\":\"wrong totals\",\"documents\":[%s]}"
                .formatted(String.join(",", documents));
    }

    private static String named(UUID note, String more) {
        return "{\"type\":\"test.note\",\"id\":\"%s\"%s}".formatted(note, more);
    }

    private static Http.Response write(UUID note, String text) {
        String seen = reviewer.get(NOTES + note).expect(200).header("ETag").orElseThrow();
        return reviewer.with("If-Match", seen).put(NOTES + note, "{\"text\":\"" + text + "\"}");
    }

    private static Http.Response release(UUID... notes) {
        String documents = String.join(",", Stream.of(notes).map(it -> named(it, "")).toList());
        return reviewer.post(
                PATH + "/release", "{\"why\":\"looked at it\",\"documents\":[" + documents + "]}");
    }

    @Test
    void what_is_held_is_read_and_not_changed_until_it_is_released() {
        UUID note = note("as it was");
        Http.Response held = hold(note).expect(200);
        assertThat(held.text("/done")).isEqualTo("1");
        assertThat(held.text("/results/0/outcome")).isEqualTo("HELD");
        Http.Response before = reviewer.get(NOTES + note).expect(200);

        Http.Response refused = write(note, "changed").expect(409);
        assertThat(refused.code()).isEqualTo("core.QUARANTINED");
        assertThat(refused.text("/detail"))
                .contains("test.note N-1", note.toString(), "r-7", "wrong totals", "I13 I01_entry")
                .contains("/api/v1/core/quarantine/release");
        Http.Response after = reviewer.get(NOTES + note).expect(200);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));

        assertThat(release(note).expect(200).text("/results/0/outcome")).isEqualTo("RELEASED");
        write(note, "changed").expect(200);
        assertThat(
                        server.count(
                                "select count(*) from core_history where entity_id = unhex('%s')"
                                                .formatted(hex(note))
                                        + " and action in ('quarantine', 'release')"))
                .isEqualTo(2);
        assertThat(broken()).isEmpty();
    }

    @Test
    void each_document_has_its_result_and_once_more_changes_nothing() {
        UUID note = note("one");
        UUID unknown = UUID.randomUUID();
        String documents =
                """
                [%s,%s,{"type":"other.note","id":"%s"},{"type":"users.user","id":"%s"}]
                """
                        .formatted(named(note, ""), named(unknown, ""), note, TestServer.USER);
        String body = "{\"release\":\"r\",\"reason\":\"x\",\"documents\":" + documents + "}";
        Http.Response first = reviewer.post(PATH, body).expect(200);
        assertThat(first.json().at("/results").findValuesAsString("outcome"))
                .containsExactly("HELD", "REFUSED", "REFUSED", "REFUSED");
        assertThat(first.text("/results/1/code")).isEqualTo("core.UNKNOWN_DOCUMENT");
        assertThat(first.text("/results/2/code")).isEqualTo("core.UNKNOWN_DOCUMENT");
        assertThat(first.text("/results/3/code")).isEqualTo("core.NEVER_HELD");
        Http.Response again = reviewer.post(PATH, body).expect(200);
        assertThat(again.text("/results/0/outcome")).isEqualTo("ALREADY_HELD");
        assertThat(again.text("/results/0/quarantineId"))
                .isEqualTo(first.text("/results/0/quarantineId"));
        assertThat(server.count("select count(*) from core_quarantine")).isEqualTo(1);
    }

    @Test
    void another_company_neither_holds_nor_meets_it() {
        UUID note = note("ours");
        Http stranger = server.as(UUID.randomUUID(), server.addCompany(), "*");
        assertThat(stranger.post(PATH, body(note)).expect(200).text("/results/0/code"))
                .isEqualTo("core.UNKNOWN_DOCUMENT");
        hold(note).expect(200);
        assertThat(stranger.get(PATH).expect(200).json().at("/items")).isEmpty();
        String id = reviewer.get(PATH).expect(200).text("/items/0/id");
        stranger.get(PATH + "/" + id).expect(404);
    }

    @Test
    void the_list_is_narrowed_by_kind_release_document_and_state() {
        UUID first = note("first");
        UUID second = note("second");
        hold(first, second).expect(200);
        Http.Response all = reviewer.get(PATH + "?type=test.note&release=r-7").expect(200);
        assertThat(all.json().at("/items")).hasSize(2);
        String id = all.text("/items/0/id");
        reviewer.post(PATH + "/" + id + "/release", "{\"why\":\"it is right\"}").expect(200);
        reviewer.post(PATH + "/" + id + "/release", "{\"why\":\"again\"}").expect(409);
        assertThat(reviewer.get(PATH + "?state=HELD").expect(200).json().at("/items")).hasSize(1);
        Http.Response ended = reviewer.get(PATH + "?state=RELEASED").expect(200);
        assertThat(ended.text("/items/0/why")).isEqualTo("it is right");
        assertThat(ended.json().at("/items/0/broken").values())
                .extracting(it -> it.asString())
                .containsExactly("I13", "I01_entry");
        assertThat(reviewer.get(PATH + "?release=r-8").expect(200).json().at("/items")).isEmpty();
        assertThat(
                        reviewer.get(PATH + "?documentId=" + first)
                                .expect(200)
                                .text("/items/0/documentId"))
                .isEqualTo(first.toString());
    }

    @Test
    void who_may_not_is_refused_and_a_dry_run_leaves_nothing() {
        UUID note = note("one");
        server.as("core.quarantine.read").post(PATH, body(note)).expect(403);
        server.as("core.quarantine.write").get(PATH).expect(403);
        assertThat(reviewer.post(PATH + "?dryRun=true", body(note)).expect(200).text("/done"))
                .isEqualTo("1");
        write(note, "goes on").expect(200);
        assertThat(release(note).expect(200).text("/results/0/code")).isEqualTo("core.NOT_HELD");
        assertThat(reviewer.post(PATH, "{\"release\":\" \",\"documents\":[]}").expect(422).errors())
                .containsExactlyInAnyOrder(
                        "/release notBlank", "/reason required", "/documents size");
    }

    @Test
    void a_server_that_was_told_nothing_finds_out_within_seconds() throws Exception {
        UUID note = note("one");
        heldElsewhere(note);
        sql("insert into core_quarantine_state select company_id, 1 from test_note");
        server.db().held().look(server.database().probe());
        write(note, "changed").expect(409);
    }

    @Test
    void where_something_is_held_what_another_server_holds_is_known_at_once() {
        UUID first = note("first");
        UUID second = note("second");
        hold(first).expect(200);
        heldElsewhere(second);
        sql("update core_quarantine_state set revision = revision + 1");
        write(second, "changed").expect(409);
    }

    /** As another server writes it. */
    private static void heldElsewhere(UUID note) {
        sql(
                "insert into core_quarantine (id, company_id, version, entity_type, entity_id,"
                        + " release_name, reason, broken, state, live_id, held_by, held_by_name,"
                        + " held_at) select unhex(replace(uuid(), '-', '')), company_id, 0,"
                        + " 'test.note', id, 'r', 'x', '', 'HELD', id, id, 'n', utc_timestamp(6)"
                        + " from test_note where id = unhex('%s')".formatted(hex(note)));
    }

    @Test
    void a_server_that_cannot_look_asks_in_each_transaction() {
        UUID note = note("one");
        hold(note).expect(200);
        Db blind =
                new Db(
                        server.database().sessions(),
                        server.clock(),
                        new ChangeRecorder("test", Json.mapper()),
                        Db.Observer.NONE);
        assertThatThrownBy(
                        () ->
                                blind.write(
                                        server.caller(),
                                        tx -> {
                                            tx.record("test.note", note, 1, "x", Map.of());
                                            return note;
                                        }))
                .isInstanceOf(ErpException.class)
                .hasMessageContaining("is held for review");
        assertThat(blind.<List<UUID>>read(server.caller(), tx -> List.copyOf(tx.held())))
                .containsExactly(note);
    }

    @Test
    void where_nothing_is_held_nothing_is_asked() throws Exception {
        UUID note = note("one");
        int before = statements.get();
        write(note, "two").expect(200);
        int free = statements.get() - before;
        UUID other = note("other");
        hold(other).expect(200);
        server.db().held().look(server.database().probe());
        before = statements.get();
        write(note, "three").expect(200);
        write(note, "four").expect(200);
        assertThat(statements.get() - before)
                .as("one question a transaction")
                .isEqualTo(2 * free + 2);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "planted-faults.txt", delimiter = '|')
    void the_check_finds_what_it_is_for(String fault) throws Exception {
        UUID note = note("one");
        hold(note).expect(200);
        assertThat(broken()).isEmpty();
        PlantedFaults.assertFound(server.schema(), "I42_quarantine", fault);
    }

    private static List<String> broken() {
        return NarrowedChecks.brokenOldOrNew(server.schema().owner().dataSource());
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "");
    }
}
