package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;
import erp.core.TestTokens;
import erp.core.http.wire.Traffic;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Clients that are slow, break off or speak nonsense: their fault, and nobody else's trouble. */
class HostileClientsIT {
    private static final ConcurrentLinkedQueue<Traffic.Request> seen =
            new ConcurrentLinkedQueue<>();
    private static TestServer server;

    /** Tells a test's own requests from those of the test before it that end late. */
    private final UUID user = UUID.randomUUID();

    @BeforeAll
    static void start() {
        List<Endpoint<?>> endpoints = new ArrayList<>(NoteRoutes.all());
        endpoints.add(
                Endpoint.get("/api/v1/test/huge", "huge", "Answers much")
                        .anyUser()
                        .answers(String.class)
                        .plain(_ -> Reply.ok("x".repeat(24 << 20))));
        endpoints.add(
                Endpoint.post("/api/v1/test/slow", "slow", "Takes 1.2 seconds")
                        .body(NoteRoutes.NewNote.class)
                        .anyUser()
                        .answersNothing()
                        .write(
                                (_, _) -> {
                                    LockSupport.parkNanos(Duration.ofMillis(1200).toNanos());
                                    return Reply.nothing();
                                }));
        server =
                TestServer.of(Note.class)
                        .connections(2, Duration.ofSeconds(1))
                        .limit(Duration.ofSeconds(2))
                        .bodyLimit(Duration.ofSeconds(2))
                        .traffic(seen::add)
                        .start(endpoints);
        NoteRoutes.createTable(server.schema());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        seen.clear();
        NoteRoutes.empty(server.schema());
    }

    @Test
    void a_body_that_does_not_arrive_in_time_is_408() throws Exception {
        try (Socket socket = open()) {
            send(socket, head("/api/v1/test/notes", 100) + "{\"text\":");
            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 408")
                    .contains("core.REQUEST_TIMEOUT", "\"retryable\":true", "ERP-Version: test");
        }
        assertThat(awaitStatuses(1)).containsExactly(408);
    }

    @Test
    void a_body_that_drips_is_408_though_the_connection_is_never_idle() throws Exception {
        try (Socket socket = open()) {
            send(socket, head("/api/v1/test/notes", 1000));
            assertThat(drip(socket)).startsWith("HTTP/1.1 408");
        }
        assertThat(awaitStatuses(1)).containsExactly(408);
    }

    @Test
    void a_chunked_body_without_an_end_is_408() throws Exception {
        try (Socket socket = open()) {
            String chunked = "Transfer-Encoding: chunked";
            String head = head("/api/v1/test/notes", -1).replace("Content-Length: -1", chunked);
            send(socket, head + "5\r\n{\"tex\r\n");
            assertThat(rest(socket)).startsWith("HTTP/1.1 408");
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_body_that_breaks_off_is_no_failure_of_ours(boolean reset) throws Exception {
        try (Socket socket = open()) {
            send(socket, head("/api/v1/test/notes", 100) + "{\"text\":");
            if (reset) {
                socket.setSoLinger(true, 0);
            } else {
                socket.shutdownOutput();
                assertThat(rest(socket)).startsWith("HTTP/1.1 400");
            }
        }
        // Of a connection that was reset, nobody took even the refusal.
        assertThat(awaitStatuses(1)).containsExactly(reset ? 499 : 400);
    }

    @ParameterizedTest
    @CsvSource({"Bearer x, 401", "none, 401", "'', 403"})
    void a_refused_request_leaves_its_connection_to_the_next(String authorization, int status)
            throws Exception {
        String sent =
                authorization.isEmpty() ? TestTokens.of(user, TestServer.COMPANY) : authorization;
        String body = "{\"text\":\"late\"}";
        String head = head("/api/v1/test/notes", body.length());
        try (Socket socket = open()) {
            send(socket, head.replace(token(), sent));
            LockSupport.parkNanos(200_000_000); // as clients do, in two packets
            send(socket, body);
            assertThat(rest(socket)).startsWith("HTTP/1.1 " + status).doesNotContain("close");
            send(socket, head + body);
            assertThat(rest(socket)).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void a_body_that_nobody_wants_and_that_has_arrived_does_not_end_the_connection()
            throws Exception {
        try (Socket socket = open()) {
            for (String line : List.of("GET /api/v1/test/notes", "PATCH /api/v1/nowhere")) {
                send(socket, (head("/", 2) + "{}").replace("POST /", line));
                assertThat(rest(socket)).startsWith("HTTP/1.1 ").doesNotContain("close");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/test/notes, Content-Length: 1000000, 401",
        "/api/v1/test/notes, Transfer-Encoding: chunked, 401",
        "/api/v1/test/notes, Content-Length: 5, 401",
        "/api/v1/nowhere, Content-Length: 5, 404",
        "/api/v1/test/notes, Expect: 100-continue\\r\\nContent-Length: 5, 401",
        "/api/v1/test/notes, Expect: 100-continue\\r\\nContent-Length: 1000000, 401",
    })
    void a_refusal_before_the_body_tells_that_the_connection_ends(
            String path, String length, int status) throws Exception {
        try (Socket socket = open()) {
            send(
                    socket,
                    head(path, 0)
                            .replace(token(), "none")
                            .replace("Content-Length: 0", length.translateEscapes()));
            assertThat(rest(socket))
                    .startsWith("HTTP/1.1 " + status)
                    .containsIgnoringCase("\r\nConnection: close");
        }
    }

    @Test
    void a_hundred_slow_bodies_leave_threads_and_connections_to_others() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Socket socket = open();
                slow.add(socket);
                send(socket, head("/api/v1/test/notes", 100) + "{");
                answers.add(threads.submit(() -> rest(socket)));
            }
            // Of two connections, which nobody waits for longer than a second.
            for (int i = 0; i < 20; i++) {
                client().post("/api/v1/test/notes", "{\"text\":\"n" + i + "\"}").expect(201);
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).startsWith("HTTP/1.1 408");
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        assertThat(awaitStatuses(120)).containsOnly(201, 408);
    }

    @Test
    void the_time_limit_counts_the_handler_and_not_the_body() throws Exception {
        try (Socket socket = open()) {
            String body = "{\"text\":\"slow\"}";
            send(socket, head("/api/v1/test/slow", body.length()) + body.substring(0, 5));
            LockSupport.parkNanos(Duration.ofMillis(1300).toNanos());
            send(socket, body.substring(5));
            assertThat(rest(socket)).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void a_client_that_goes_while_it_is_answered_is_no_failure_of_ours() throws Exception {
        try (Socket socket = open()) {
            send(
                    socket,
                    "GET /api/v1/test/huge HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\n\r\n"
                            .formatted(token()));
            assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
            socket.setSoLinger(true, 0);
        }
        assertThat(awaitStatuses(1)).containsExactly(499);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET /api/v1/test/ping HTTP/3.7          | 505 | core.HTTP_VERSION_NOT_SUPPORTED
                    GET /api/v1/test/ping HTTP/2.0          | 505 | core.HTTP_VERSION_NOT_SUPPORTED
                    GET /api/v1/test/ping HTTP/9.9          | 505 | core.HTTP_VERSION_NOT_SUPPORTED
                    GET /api/v1/test/ping HTTQ/1.1          | 505 | core.HTTP_VERSION_NOT_SUPPORTED
                    GET /api/v1/test/ping                   | 505 | core.HTTP_VERSION_NOT_SUPPORTED
                    GET                                     | 400 | core.MALFORMED_REQUEST
                    G@T /api/v1/test/ping HTTP/1.1          | 400 | core.MALFORMED_REQUEST
                    GET /%zz HTTP/1.1                       | 400 | core.MALFORMED_REQUEST
                    GET /api/../../etc HTTP/1.1             | 400 | core.MALFORMED_REQUEST
                    """)
    void what_is_no_http_of_ours_is_told_so(String line, int status, String code)
            throws IOException {
        String answer = raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: two",
                "Content-Length: -5",
                "Content-Length: 99999999999999999999999",
                "Transfer-Encoding: nonsense",
                "Transfer-Encoding: chunked, identity",
                "Expect: miracles",
                "Host: a b",
                "Bad Header: x",
            })
    void broken_heads_are_never_our_failure(String header) throws IOException {
        String answer =
                raw(
                        "POST /api/v1/test/echo HTTP/1.1\r\nHost: x\r\n"
                                + header
                                + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        assertThat(answer).doesNotContain("core.INTERNAL");
    }

    @ParameterizedTest
    @CsvSource({"zz", "-1", "fffffffffffffffff"})
    void broken_chunks_are_never_our_failure(String size) throws IOException {
        String answer =
                raw(
                        head("/api/v1/test/notes", 0)
                                        .replace(
                                                "Content-Length: 0",
                                                "Connection: close\r\nTransfer-Encoding: chunked")
                                + size
                                + "\r\n{}\r\n0\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").contains("core.MALFORMED_REQUEST");
    }

    @Test
    void a_header_does_not_change_the_method() {
        Http admin = client();
        for (String other : List.of("DELETE", "GET", "PUT", "FROBNICATE", "")) {
            admin.with("X-HTTP-Method-Override", other)
                    .post("/api/v1/test/notes", "{\"text\":\"by " + other + "\"}")
                    .expect(201);
        }
        admin.with("X-HTTP-Method-Override", "POST").get("/api/v1/test/notes").expect(200);
        assertThat(awaitStatuses(6)).hasSize(6);
        assertThat(own().stream().map(Traffic.Request::method).distinct())
                .containsExactly("POST", "GET");
    }

    @Test
    void unknown_methods_are_one() {
        List<String> unknown = List.of("FROBNICATE", "PROPFIND", "BREW", "get");
        for (String method : unknown) {
            server.anonymous().send(method, "/api/v1/test/notes", null);
        }
        await(() -> unknown().size() == 4);
        assertThat(unknown()).extracting(Traffic.Request::route).containsOnly("none");
        assertThat(seen).extracting(Traffic.Request::method).doesNotContainAnyElementsOf(unknown);
    }

    private static List<Traffic.Request> unknown() {
        return seen.stream().filter(request -> request.method().equals("OTHER")).toList();
    }

    private List<Integer> awaitStatuses(int count) {
        await(() -> own().size() >= count);
        return own().stream().map(Traffic.Request::status).toList();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 15_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private List<Traffic.Request> own() {
        return seen.stream().filter(request -> user.equals(request.user())).toList();
    }

    private Http client() {
        return server.as(user, TestServer.COMPANY, "*");
    }

    private String token() {
        return TestTokens.of(user, TestServer.COMPANY, "*");
    }

    private String head(String path, int length) {
        return ("POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: application/json"
                        + "\r\nContent-Length: %d\r\n\r\n")
                .formatted(path, token(), length);
    }

    private static Socket open() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.server().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All until the server closes; a connection that is kept open is read to its first silence. */
    private static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        socket.setSoTimeout(20_000);
        try {
            int read = socket.getInputStream().read(buffer);
            while (read > 0) {
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                socket.setSoTimeout(300);
                read = socket.getInputStream().read(buffer);
            }
        } catch (java.net.SocketTimeoutException _) {
            // kept open
        }
        return text.toString();
    }

    private static String drip(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        byte[] buffer = new byte[8192];
        for (int i = 0; i < 200; i++) {
            try {
                send(socket, " ");
            } catch (SocketException _) { // answered and closed
            }
            try {
                int read = socket.getInputStream().read(buffer);
                return new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8);
            } catch (java.net.SocketTimeoutException _) {
                // not answered yet
            }
        }
        throw new AssertionError("never answered");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = open()) {
            send(socket, request);
            return rest(socket);
        }
    }
}
