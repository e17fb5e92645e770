package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional requests as RFC 9110, section 13, has them. The note at hand is at version 1. */
class PreconditionsIT {
    private static final String BODY = "{\"text\":\"b\"}";

    private static TestServer server;
    private String note = "";

    @BeforeAll
    static void start() {
        server = TestServer.of(Note.class).start(NoteRoutes.all());
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void write() {
        NoteRoutes.empty(server.schema());
        note =
                clerk().post("/api/v1/test/notes", "{\"text\":\"a\"}")
                        .expect(201)
                        .header("Location")
                        .orElseThrow();
        clerk().with("If-Match", "\"0\"").put(note, "{\"text\":\"aa\"}").expect(200);
    }

    private static Http clerk() {
        return server.as("*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1\"",
                "*",
                "\"0\", \"1\"",
                "\"0\",\"1\"",
                ", \"1\" ,,",
                "W/\"1\", \"1\"",
                "\"a,b\", \"1\"",
                "\"\", \"1\"",
            })
    void a_write_goes_on_where_the_version_is_among_the_tags(String tags) {
        clerk().with("If-Match", tags).put(note, BODY).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0\"",
                "W/\"1\"",
                "W/\"1\", \"0\"",
                "\"x\"",
                "\"01\"",
                "\"\"",
                "\"0,1\"",
                "\"99999999999999999999999\"",
            })
    void a_write_is_refused_where_no_tag_is_strongly_the_version(String tags) {
        Http.Response answer = clerk().with("If-Match", tags).put(note, BODY).expect(412);
        assertThat(answer.code()).isEqualTo("core.VERSION_MISMATCH");
        assertThat(answer.text("/detail")).contains("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"1",
                "1\"",
                "w/\"1\"",
                "W/ \"1\"",
                "\"1\" \"2\"",
                "*, \"1\"",
                "\"1\", *",
                ",",
                "\"1\"x",
                "\"a b\"",
            })
    void tags_that_are_none_are_malformed(String tags) {
        assertThat(clerk().with("If-Match", tags).put(note, BODY).expect(422).errors())
                .containsExactly("If-Match format");
        assertThat(clerk().with("If-None-Match", tags).get(note).expect(422).errors())
                .containsExactly("If-None-Match format");
    }

    @Test
    void no_header_is_another_thing_than_any_version() {
        assertThat(clerk().put(note, BODY).expect(428).code()).isEqualTo("core.VERSION_REQUIRED");
        clerk().with("If-Match", "*").put(note, BODY).expect(200);
        clerk().with("If-Match", "*")
                .put("/api/v1/test/notes/01900000-0000-7000-8000-000000000001", BODY)
                .expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"1\"", "W/\"1\"", "*", "\"0\", W/\"1\"", "W/\"x\",\"1\"", "\"0\",\"1\""})
    void a_read_is_spared_where_the_caller_has_it(String tags) {
        Http.Response answer = clerk().with("If-None-Match", tags).get(note).expect(304);
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Type")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "W/\"0\"", "\"0\", \"x\"", "\"11\"", "\"\""})
    void a_read_is_answered_where_the_caller_has_another(String tags) {
        assertThat(clerk().with("If-None-Match", tags).get(note).expect(200).text("/text"))
                .isEqualTo("aa");
    }

    @Test
    void a_read_can_insist_on_a_version() {
        clerk().with("If-Match", "\"1\"").get(note).expect(200);
        clerk().with("If-Match", "*").get(note).expect(200);
        clerk().with("If-Match", "W/\"1\"").get(note).expect(412);
        clerk().with("If-Match", "\"0\"").get(note).expect(412);
    }

    @Test
    void a_write_can_insist_that_the_version_is_another() {
        Http now = clerk().with("If-Match", "*");
        now.with("If-None-Match", "\"1\"").put(note, BODY).expect(412);
        now.with("If-None-Match", "W/\"1\"").put(note, BODY).expect(412);
        now.with("If-None-Match", "*").put(note, BODY).expect(412);
        now.with("If-None-Match", "\"0\"").put(note, BODY).expect(200);
    }

    @Test
    void what_has_no_version_matches_no_tag() {
        clerk().with("If-Match", "\"0\"").post("/api/v1/test/notes", BODY).expect(412);
        assertThat(server.count("select count(*) from test_note")).isEqualTo(1);
        clerk().with("If-None-Match", "\"0\"").post("/api/v1/test/notes", BODY).expect(201);
    }
}
