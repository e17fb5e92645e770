package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.UUID;

/** The life of a request, over HTTP, on a real database. */
class ServerIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.of(Note.class).start(NoteRoutes.all());
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Http clerk() {
        return server.as("http.notes.read", "http.notes.write");
    }

    @Test
    void writes_a_document_and_reads_it_back() {
        Http.Response made = clerk().post("/api/v1/test/notes", "{\"text\":\"first\"}").expect(201);

        Http.Response read = clerk().get(made.header("Location").orElseThrow()).expect(200);
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(read.header("ETag")).contains("\"0\"");
        assertThat(read.header("ERP-Version")).contains("test");
        assertThat(read.header("Request-Id")).isPresent();
        assertThat(read.header("Cache-Control")).contains("no-store");
        assertThat(read.header("Server")).isEmpty();
    }

    @Test
    void an_unknown_path_is_a_problem() {
        Http.Response answer = clerk().get("/api/v1/nowhere").expect(404);
        assertThat(answer.code()).isEqualTo("core.NOT_FOUND");
        assertThat(answer.header("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        assertThat(answer.header("ERP-Version")).contains("test");
    }

    @Test
    void a_wrong_method_says_which_are_right() {
        Http.Response answer = clerk().delete("/api/v1/test/notes").expect(405);
        assertThat(answer.code()).isEqualTo("core.METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow").orElseThrow()).contains("GET").contains("POST");
    }

    @Test
    void without_a_token_nothing_is_told() {
        Http.Response answer =
                server.anonymous().get("/api/v1/test/notes/" + UUID.randomUUID()).expect(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void a_missing_permission_is_named() {
        Http.Response answer =
                server.as("http.notes.read").post("/api/v1/test/notes", "{}").expect(403);
        assertThat(answer.text("/detail")).contains("http.notes.write");
    }

    @Test
    void another_companys_document_does_not_exist() {
        Http.Response made = clerk().post("/api/v1/test/notes", "{\"text\":\"mine\"}").expect(201);
        server.as(TestServer.USER, UUID.randomUUID(), "*")
                .get(made.header("Location").orElseThrow())
                .expect(404);
    }

    @Test
    void a_key_used_again_replays_the_answer() {
        Http once = clerk().once();
        Http.Response first = once.post("/api/v1/test/payments", "{\"text\":\"paid\"}").expect(201);
        Http.Response second =
                once.post("/api/v1/test/payments", "{\"text\":\"paid\"}").expect(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).contains("true");
    }
}
