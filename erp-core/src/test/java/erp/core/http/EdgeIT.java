package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.CoreError;
import erp.core.Http;
import erp.core.Json;
import erp.core.TestServer;
import erp.core.openapi.ApiDocs;
import erp.core.openapi.Chapters;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What happens at the edge: broken HTTP, failures inside, time limits, the description. */
class EdgeIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static TestServer server;

    @BeforeAll
    static void start() {
        List<Endpoint<?>> endpoints = new ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.post("/api/v1/test/fail", "fail", "Fails by our fault")
                        .anyUser()
                        .answersNothing()
                        .write(
                                (tx, _) -> {
                                    tx.add(new Note(tx.newId(), "lost", tx.now()));
                                    tx.flush();
                                    throw new IllegalStateException("secret detail");
                                }));
        endpoints.add(
                Endpoint.post("/api/v1/test/hang", "hang", "Never ends")
                        .anyUser()
                        .answersNothing()
                        .write(
                                (tx, _) -> {
                                    tx.add(new Note(tx.newId(), "late", tx.now()));
                                    tx.flush();
                                    waitForever();
                                    return Reply.nothing();
                                }));
        server =
                TestServer.of(Note.class)
                        .limit(Duration.ofSeconds(2))
                        .start(
                                new ApiDocs("test", Json.mapper())
                                        .with(
                                                endpoints,
                                                new Chapters(Map.of("test", "Notes."), Map.of())));
        NoteRoutes.createTable(server.schema());
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_failure_of_ours_tells_nothing_but_where_to_look() {
        Http.Response answer =
                server.as()
                        .with("Request-Id", "job-1")
                        .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                        .post("/api/v1/test/fail")
                        .expect(500);
        assertThat(answer.code()).isEqualTo("core.INTERNAL");
        assertThat(answer.header("Request-Id")).contains("job-1");
        assertThat(answer.text("/traceId")).isEqualTo(TRACE);
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
        assertThat(server.count("select count(*) from test_note where text = 'lost'")).isZero();
    }

    @Test
    void a_request_that_takes_too_long_is_given_up_and_leaves_nothing() {
        Http.Response answer = server.as().post("/api/v1/test/hang").expect(503);
        assertThat(answer.code()).isEqualTo("core.BUSY");
        assertThat(answer.header("Retry-After")).isPresent();
        assertThat(server.count("select count(*) from test_note where text = 'late'")).isZero();
    }

    @Test
    void broken_http_is_a_problem_too() throws IOException {
        String answer = raw("GET /api/v1/\u0001 HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer)
                .contains("application/problem+json")
                .contains(CoreError.MALFORMED_REQUEST.code())
                .contains("ERP-Version: test")
                .contains("Request-Id: ");
    }

    @Test
    void a_head_that_is_too_large_is_a_problem_too() throws IOException {
        String answer =
                raw("GET / HTTP/1.1\r\nHost: x\r\nX-Much: " + "x".repeat(20_000) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains(CoreError.REQUEST_TOO_LARGE.code());
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_description_is_shown_without_signing_in_and_without_another_site() {
        Http anyone = server.anonymous();
        assertThat(anyone.get("/openapi.json").expect(200).text("/openapi")).isEqualTo("3.1.0");
        Http.Response page = anyone.get("/docs").expect(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("http://").doesNotContain("https://");
        assertThat(anyone.get("/docs/swagger-ui-bundle.js").expect(200).body())
                .contains("SwaggerUIBundle");
        anyone.get("/docs/swagger-ui.css").expect(200);
        anyone.get("/docs/start.js").expect(200);
    }

    @Test
    void head_is_answered_like_get_without_the_body() {
        Http.Response answer =
                server.anonymous().send("HEAD", "/api/v1/test/ping", null).expect(200);
        assertThat(answer.body()).isEmpty();
        server.anonymous().send("HEAD", "/api/v1/test/notes", null).expect(401);
    }
}
