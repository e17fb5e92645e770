package erp.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.TestClock;
import erp.core.TestServer;
import erp.core.feedback.FeedbackKind;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;
import erp.core.http.wire.Traffic;
import erp.core.value.Money;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Nobody without a token, and nobody with one, makes the metrics grow without end. */
class SeriesIT {
    private static final int EACH = 6_000;

    private final Metrics metrics = new Metrics("1.2", new TestClock());

    @AfterEach
    void close() {
        metrics.close();
    }

    private static Traffic.Request request(String method, String route, int status) {
        return new Traffic.Request(method, route, status, 1_000_000, 3, 100, UUID.randomUUID());
    }

    private double value(String series) {
        return metrics.scrape("text/plain")
                .lines()
                .filter(line -> line.startsWith(series))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void a_flood_of_made_up_requests_adds_a_handful_of_series() throws Exception {
        List<IntFunction<String>> floods =
                List.of(
                        i -> word(i) + " /api/v1/test/notes HTTP/1.1\r\n",
                        i -> "GET /api/v1/" + word(i) + " HTTP/1.1\r\n",
                        i -> "GET /api/v1/test/notes/" + word(i) + " HTTP/1.1\r\n",
                        i ->
                                "POST /api/v1/test/ping HTTP/1.1\r\nX-HTTP-Method-Override: "
                                        + word(i)
                                        + "\r\n",
                        i ->
                                "GET /api/v1/test/ping?v="
                                        + i
                                        + " HTTP/1.1\r\nERP-Version: x"
                                        + i
                                        + "\r\n");
        try (TestServer server =
                        TestServer.of(Note.class).traffic(metrics).start(NoteRoutes.all());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (IntFunction<String> flood : floods) {
                running.add(threads.submit(() -> send(server.server().port(), flood)));
            }
            for (Future<?> one : running) {
                one.get(120, TimeUnit.SECONDS);
            }
        }
        assertThat(value("http_requests_total")).isEqualTo(5.0 * EACH);
        String page = metrics.scrape("text/plain");
        assertThat(page.length()).isLessThan(100_000);
        List<String> answers =
                page.lines().filter(line -> line.startsWith("http_requests_total")).toList();
        assertThat(answers).hasSizeLessThan(25);
        assertThat(answers.stream().filter(line -> !line.endsWith(" 0.0"))).hasSizeLessThan(12);
        assertThat(page)
                .contains("http_requests_total{app=\"erp-system\",method=\"OTHER\",route=\"none\"");
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder("M");
        for (int rest = number; rest > 0; rest /= 26) {
            word.append((char) ('A' + rest % 26));
        }
        return word.toString();
    }

    /** Many requests down one connection, and reads until it ends. */
    private static Void send(int port, IntFunction<String> flood) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port);
                ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> read =
                    reader.submit(
                            () ->
                                    socket.getInputStream()
                                            .transferTo(java.io.OutputStream.nullOutputStream()));
            for (int i = 0; i < EACH; i++) {
                String end = i == EACH - 1 ? "Connection: close\r\n\r\n" : "\r\n";
                write(socket, flood.apply(i) + "Host: x\r\n" + end);
            }
            assertThat(read.get(120, TimeUnit.SECONDS)).isGreaterThan(100L * EACH);
        }
        return null;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void even_labels_that_should_be_few_are_bounded_and_nothing_is_lost() {
        for (int i = 0; i < 50_000; i++) {
            metrics.ended(request("GET", "/r" + i, i % 2 == 0 ? 200 : 500));
            metrics.posted("m" + i, "k");
            metrics.worth("m" + i, "k", Money.of("-2.50", "EUR"));
            metrics.feedback(FeedbackKind.COMPLAINT, "v" + i);
        }
        assertThat(value("http_requests_total")).isEqualTo(50_000);
        assertThat(value("http_request_duration_seconds_count")).isEqualTo(50_000);
        assertThat(value("erp_documents_posted_total")).isEqualTo(50_000);
        assertThat(value("erp_documents_amount_total")).isEqualTo(125_000);
        assertThat(value("erp_rows_returned_total")).isEqualTo(75_000);
        assertThat(value("http_response_bytes_total")).isEqualTo(2_500_000);
        assertThat(value("erp_feedback_total")).isEqualTo(50_000);
        assertThat(value("erp_metric_series_limit")).isEqualTo(Metrics.SERIES);
        assertThat(value("erp_metric_series{")).isBetween(10_000.0, (double) Metrics.SERIES);
        assertThat(value("erp_metric_overflow_total{app=\"erp-system\",of=\"labels\""))
                .isGreaterThan(90_000);
        assertThat(value("erp_metric_overflow_total{app=\"erp-system\",of=\"versions\""))
                .isGreaterThan(49_000);
        long lines = metrics.scrape("text/plain").lines().count();
        assertThat(lines).isLessThan(Metrics.SERIES + 1_000L);
    }

    @Test
    void a_meter_of_anybody_else_is_refused_beyond_the_bound_and_that_is_counted() {
        for (int i = 0; i < 3 * Metrics.SERIES; i++) {
            metrics.registry().counter("stranger", "n", Integer.toString(i)).increment();
        }
        assertThat(value("erp_metric_series{")).isLessThanOrEqualTo(Metrics.SERIES);
        assertThat(value("erp_metric_overflow_total{app=\"erp-system\",of=\"meters\""))
                .isGreaterThan(Metrics.SERIES);
    }

    @Test
    void the_bound_is_shown_from_the_start() {
        assertThat(value("erp_metric_series{")).isBetween(30.0, 500.0);
        for (String of : List.of("labels", "meters", "users", "versions")) {
            assertThat(metrics.scrape("text/plain"))
                    .contains(
                            "erp_metric_overflow_total{app=\"erp-system\",of=\"%s\",version=\"1.2\"} 0.0"
                                    .formatted(of));
        }
    }
}
