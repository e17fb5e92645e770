package canary.metrics;

import static canary.metrics.StubPrometheus.row;
import static canary.metrics.StubPrometheus.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.metrics.PrometheusApi.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

class PrometheusApiTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final StubPrometheus stub;

    PrometheusApiTest() throws IOException {
        stub = new StubPrometheus();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private Answer ask() {
        PrometheusApi api = stub.api(LONG);
        return api.await(api.ask("up"));
    }

    @Test
    void a_vector_is_read_with_every_kind_of_number() {
        stub.answer(
                200,
                vector(
                        String.join(
                                ",",
                                row("\"__name__\":\"a\",\"x\":\"1\"", "12.5"),
                                row("\"__name__\":\"b\"", "NaN"),
                                row("\"__name__\":\"c\"", "+Inf"),
                                row("\"__name__\":\"d\"", "-Inf"),
                                row("\"__name__\":\"e\"", "1.5e+09"),
                                "{\"metric\":{\"__name__\":\"f\"},\"histogram\":[1,{}]}")));
        Answer answer = ask();
        assertThat(answer.rows())
                .extracting(PrometheusApi.Row::value)
                .containsExactly(
                        12.5,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        1.5e9);
        assertThat(answer.rows().getFirst().labels()).isEqualTo(Map.of("__name__", "a", "x", "1"));
        assertThat(answer.warnings()).isEmpty();
    }

    @Test
    void the_query_goes_with_a_limit_of_time_below_the_own_one() {
        PrometheusApi api = stub.api(Duration.ofSeconds(5));
        api.await(api.ask("up{a=\"b&c=ä\"}"));
        StubPrometheus.Asked asked = stub.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/api/v1/query");
        assertThat(asked.query()).isEqualTo("up{a=\"b&c=ä\"}");
        assertThat(asked.form()).containsEntry("timeout", "4000ms");
        assertThat(asked.authorization()).isEmpty();
    }

    @Test
    void a_prefix_and_credentials_are_used() {
        HttpClient http = HttpClient.newHttpClient();
        String basic = PrometheusApi.basic("me", "söcret");
        for (String prefix : List.of("/prom", "/prom/", "/prom//")) {
            PrometheusApi api = new PrometheusApi(http, stub.uri(prefix), basic, LONG);
            api.await(api.ask("up"));
        }
        assertThat(stub.asked())
                .extracting(StubPrometheus.Asked::path)
                .containsOnly("/prom/api/v1/query");
        assertThat(stub.asked())
                .extracting(StubPrometheus.Asked::authorization)
                .containsOnly("Basic bWU6c8O2Y3JldA==");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400 | {\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse  error\"}"
                        + " | answers 400, bad_data: parse error",
                "422 | {\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"too many\"} |"
                        + " answers 422, execution: too many",
                "503 | {\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"timed out\"} |"
                        + " answers 503, timeout: timed out",
                "503 | {\"status\":\"error\"} | answers 503, error:",
                "502 | <html>Bad gateway</html> | answers 502",
                "401 | Unauthorized | answers 401: check the credentials",
                "404 | 404 page not found | answers 404: check the prefix",
                "302 | `` | answers 302",
                "200 | <html>Sign in</html> | answers no vector: <html>Sign in</html>",
                "200 | `` | answers no vector",
                "200 | {\"status\":\"success\"} | answers no vector",
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"
                        + " | answers no vector",
                "200 | {\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{ |"
                        + " answers no vector",
            })
    void what_is_no_answer_is_told_with_its_reason(int status, String body, String problem) {
        stub.answer(status, body);
        assertThatThrownBy(this::ask)
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_value_that_is_no_number_is_refused() {
        stub.answer(200, vector(row("\"__name__\":\"a\"", "many")));
        assertThatThrownBy(this::ask)
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining("many");
    }

    @Test
    void warnings_are_kept_and_remarks_are_not() {
        stub.answer(
                200,
                vector("")
                        .replaceFirst(
                                "\\{",
                                "{\"warnings\":[\"store down\",\"PromQL info: not a counter\"],"
                                        + "\"infos\":[\"i\"],"));
        assertThat(ask().warnings()).containsExactly("store down");
    }

    @Test
    void an_answer_beyond_the_limit_is_refused_whole() {
        String row = row("\"__name__\":\"" + "a".repeat(1 << 20) + "\"", "1");
        stub.answer(200, vector(String.join(",", java.util.Collections.nCopies(33, row))));
        assertThatThrownBy(this::ask)
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining("exceeds 33554432 bytes");
    }

    @Test
    void who_does_not_answer_in_time_is_given_up() {
        CountDownLatch end = new CountDownLatch(1);
        stub.answer(
                _ -> {
                    await(end);
                    return new StubPrometheus.Reply(200, StubPrometheus.NOTHING);
                });
        PrometheusApi api = stub.api(Duration.ofMillis(100));
        assertThatThrownBy(() -> api.await(api.ask("up")))
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining("does not answer within 100 ms");
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_is_not_there_is_told() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI nobody = URI.create("http://127.0.0.1:" + port);
        PrometheusApi api = new PrometheusApi(HttpClient.newHttpClient(), nobody, "", LONG);
        assertThatThrownBy(() -> api.await(api.ask("up")))
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining("cannot be asked");
    }
}
