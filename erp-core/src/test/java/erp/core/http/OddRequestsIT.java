package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.TestServer;
import erp.core.TestTokens;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests that libraries read more or less into than HTTP says: never our failure, never done. */
class OddRequestsIT {
    private static final String BODY = "{\"text\":\"a\"}";
    private static TestServer server;

    @BeforeAll
    static void start() {
        List<Endpoint<?>> endpoints = new ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.post("/api/v1/test/open", "open", "Takes a note of anybody")
                        .body(NoteRoutes.NewNote.class)
                        .open()
                        .answersNothing()
                        .plain(_ -> Reply.nothing()));
        server = TestServer.of(Note.class).start(endpoints);
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/test/notes/%u0041, X: x, 400",
        "GET, /api/v1/test/notes/%U0041, X: x, 400",
        "BEFORE, /api/v1/test/notes, X: x, 405",
        "AFTER, /api/v1/test/notes, X: x, 405",
        "EXCEPTION, /api/v1/test/notes, X: x, 405",
        "POST, /api/v1/test/notes, Content-Type: application/json;charset=\u00ff, 415",
        "POST, /api/v1/test/notes, Content-Type: application/json;charset=no such, 415",
        "POST, /api/v1/test/notes, Content-Type: application/json|Content-Type: text/plain, 415",
        "POST, /api/v1/test/notes, Content-Type: application/json|Idempotency-Key:"
                + " a|Idempotency-Key: b, 422",
    })
    void each_has_its_own_status_and_nothing_is_written(
            String method, String path, String headers, int status) throws IOException {
        String answer =
                raw(
                        "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n%s\r\nContent-Length: %d\r\n"
                                        .formatted(
                                                method,
                                                path,
                                                token(),
                                                headers.replace("|", "\r\n"),
                                                BODY.length())
                                + "Connection: close\r\n\r\n"
                                + BODY);
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        assertThat(server.count("select count(*) from test_note")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"100, 204", "16000, 204", "17000, 413"})
    void who_shows_no_token_sends_no_large_body(int length, int status) throws IOException {
        String body = "{\"text\":\"" + "x".repeat(10) + "\"}" + " ".repeat(length - 21);
        String answer =
                raw(
                        "POST /api/v1/test/open HTTP/1.1\r\n"
                                + "Host: x\r\n"
                                + "Content-Type: application/json\r\n"
                                + "Content-Length: %d\r\nConnection: close\r\n\r\n"
                                        .formatted(body.length())
                                + body);
        assertThat(answer).startsWith("HTTP/1.1 " + status);
    }

    private static String token() {
        return TestTokens.of(TestServer.USER, TestServer.COMPANY, "*");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
