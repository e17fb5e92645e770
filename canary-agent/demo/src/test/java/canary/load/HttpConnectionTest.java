package canary.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

class HttpConnectionTest {

    private static final String PLAIN =
            "HTTP/1.1 200 OK\r\nERP-Version: v1\r\nContent-Length: 5\r\n\r\nhello";

    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private ServerSocket server;

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void reads_bodies_of_a_given_length_one_after_the_other_on_one_connection() throws Exception {
        try (HttpConnection http = answering(List.of(List.of(PLAIN, PLAIN)))) {
            assertThat(get(http)).isEqualTo(new Reply(200, "hello", "v1"));
            assertThat(get(http)).isEqualTo(new Reply(200, "hello", "v1"));
        }
        assertThat(requests).hasSize(2);
    }

    @Test
    void reads_chunked_bodies_and_answers_without_one() throws Exception {
        String chunked =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5;x=y\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
        String empty = "HTTP/1.1 204 No Content\r\n\r\n";
        try (HttpConnection http = answering(List.of(List.of(chunked, empty, PLAIN)))) {
            assertThat(get(http).text()).isEqualTo("hello world");
            assertThat(get(http).status()).isEqualTo(204);
            assertThat(get(http).text()).isEqualTo("hello");
        }
    }

    @Test
    void skips_interim_answers() throws Exception {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n" + PLAIN;
        try (HttpConnection http = answering(List.of(List.of(interim)))) {
            assertThat(get(http).text()).isEqualTo("hello");
        }
    }

    @Test
    void repeats_a_request_once_where_the_server_closed_the_idle_connection() throws Exception {
        try (HttpConnection http = answering(List.of(List.of(PLAIN), List.of(PLAIN)))) {
            get(http);
            assertThat(get(http).text()).isEqualTo("hello");
        }
    }

    @Test
    void does_not_repeat_a_request_on_a_new_connection() throws Exception {
        try (HttpConnection http = answering(List.of(List.of(""), List.of(PLAIN)))) {
            assertThatThrownBy(() -> get(http)).isInstanceOf(EOFException.class);
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void gives_up_a_silent_server() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (HttpConnection http = new HttpConnection(root(), Duration.ofMillis(100))) {
            assertThatThrownBy(() -> get(http)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Answers, for each connection in turn, its requests with these texts, and then closes it. */
    private HttpConnection answering(List<List<String>> connections) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> connections.forEach(this::serve));
        return new HttpConnection(root(), Duration.ofSeconds(20));
    }

    private void serve(List<String> answers) {
        try (Socket connection = server.accept()) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String answer : answers) {
                requests.add(in.readLine());
                while (!in.readLine().isEmpty()) {
                    // The headers are not what is tested.
                }
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException _) {
            // The test is over.
        }
    }

    private URI root() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private static Reply get(HttpConnection http) throws IOException {
        return http.send("GET", "/x", Map.of(), null);
    }
}
