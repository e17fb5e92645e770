package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.UUID;

/** What callers get wrong: refused with the field's name and the rule, and nothing is written. */
class BadInputIT {
    private static final String GOOD =
            """
            {"lines":[{"itemId":"01900000-0000-7000-8000-000000000001","quantity":"2.5","price":"3"}],
             "total":{"amount":"12.50","currency":"EUR"},"date":"2026-11-24","colour":"RED",
             "count":3,"flag":true}\
            """;

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

    private static Http.Response echo(String body) {
        return server.as().post("/api/v1/test/echo", body);
    }

    @Test
    void a_good_body_is_understood_as_it_was_meant() {
        Http.Response answer = echo(GOOD).expect(200);
        assertThat(answer.json())
                .isEqualTo(
                        erp.core.Json.mapper()
                                .readTree(
                                        GOOD.replace(
                                                "\"flag\":true",
                                                "\"flag\":true,\"remark\":null,\"tags\":null,"
                                                        + "\"labels\":null")));
    }

    /** Each row changes one thing in the good body. */
    @ParameterizedTest(name = "{0} becomes {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"quantity\":\"2.5\" | \"quantity\":2.5 | 400 | /lines/0/quantity type",
                "\"quantity\":\"2.5\" | \"quantity\":\"-1\" | 422 | /lines/0/quantity positive",
                "\"quantity\":\"2.5\" | \"quantity\":\"0\" | 422 | /lines/0/quantity positive",
                "\"quantity\":\"2.5\" | \"quantity\":\"1e3\" | 422 | /lines/0/quantity decimal",
                "\"quantity\":\"2.5\" | \"quantity\":\"\" | 422 | /lines/0/quantity decimal",
                "\"quantity\":\"2.5\" | \"quantity\":\"0.1234567\" | 422 | /lines/0/quantity scale",
                "\"quantity\":\"2.5\" | \"quantity\":\"1000000000000\" | 422 | /lines/0/quantity"
                        + " range",
                "\"quantity\":\"2.5\", | `` | 422 | /lines/0/quantity required",
                "\"quantity\":\"2.5\" | \"quantity\":null | 422 | /lines/0/quantity required",
                "\"quantity\":\"2.5\" | \"quantity\":\"1\",\"quantity\":\"2\" | 400 |"
                        + " /lines/0/quantity duplicate",
                "\"price\":\"3\" | \"price\":\"-3\" | 422 | /lines/0/price positive",
                "\"price\":\"3\" | \"prize\":\"3\" | 422 | /lines/0/prize unknown",
                "01900000- | x1900000- | 422 | /lines/0/itemId format",
                "\"12.50\" | \"12.505\" | 422 | /total/amount scale",
                "\"12.50\" | \"99999999999999\" | 422 | /total/amount range",
                "\"12.50\" | 12.50 | 400 | /total/amount type",
                "\"EUR\" | \"EURO\" | 422 | /total/currency currency",
                "\"EUR\" | \"XTS\" | 422 | /total/currency currency",
                "\"EUR\" | null | 422 | /total/currency required",
                "{\"amount\":\"12.50\",\"currency\":\"EUR\"} | \"12.50 EUR\" | 400 | /total type",
                "\"2026-11-24\" | \"24.11.2026\" | 422 | /date format",
                "\"2026-11-24\" | \"2026-02-30\" | 422 | /date format",
                "\"2026-11-24\" | 20261124 | 400 | /date type",
                "\"RED\" | \"red\" | 422 | /colour enum",
                "\"count\":3 | \"count\":\"3\" | 400 | /count type",
                "\"count\":3 | \"count\":3.5 | 400 | /count type",
                "\"count\":3 | \"count\":3000000000 | 422 | /count range",
                "\"flag\":true | \"flag\":\"true\" | 400 | /flag type",
                "\"flag\":true | \"flag\":1 | 400 | /flag type",
                "\"flag\":true | \"flag\":true,\"tags\":[\"a\",\"\"] | 422 | /tags/1 notBlank",
                "\"flag\":true | \"flag\":true,\"tags\":[null] | 422 | /tags/0 required",
                "\"flag\":true | \"flag\":true,\"tags\":{} | 400 | /tags type",
                "\"flag\":true | \"flag\":true,\"labels\":{\"a/b\":1} | 400 | /labels/a~1b type",
                "\"flag\":true | \"flag\":true,\"admin\":{\"a\":[1]} | 422 | /admin unknown",
                "\"flag\":true} | \"flag\":true | 400 | BODY json",
                "\"flag\":true} | \"flag\":true}} | 400 | BODY json",
                "\"flag\":true} | \"flag\":true} {} | 400 | BODY json",
                "\"flag\":true} | \"flag\":tru} | 400 | BODY json",
            })
    void one_wrong_thing_is_named(String from, String to, int status, String error) {
        assertThat(GOOD).contains(from);
        Http.Response answer = echo(GOOD.replace(from, to)).expect(status);
        assertThat(answer.errors()).containsExactly(error.replace("BODY", ""));
        assertThat(answer.code())
                .isEqualTo(status == 400 ? "core.MALFORMED_REQUEST" : "core.INVALID_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "3.0, 3", "3e0, 3", "0.3E1, 3", "-0.0, 0", "300e-2, 3"})
    void a_whole_number_is_whole_however_it_is_written(String written, int meant) {
        Http.Response answer =
                echo(GOOD.replace("\"count\":3", "\"count\":" + written)).expect(200);
        assertThat(answer.json().at("/count").asInt()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"1e400, range", "2147483648.0, range", "-1e999999999, range", "1e-9, type"})
    void a_number_beyond_all_bounds_is_refused_at_once(String written, String rule) {
        assertThat(echo(GOOD.replace("\"count\":3", "\"count\":" + written)).errors())
                .containsExactly("/count " + rule);
    }

    @Test
    void all_wrong_things_are_named_at_once() {
        Http.Response answer =
                echo("""
                {"lines":[{"quantity":"-1"},{"itemId":"x","quantity":"1"}],
                 "total":{"amount":"1.234","currency":"EUR"},"colour":"BLUE","flag":null}\
                """)
                        .expect(422);
        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "/lines/0/quantity positive",
                        "/lines/0/itemId required",
                        "/lines/1/itemId format",
                        "/total/amount scale",
                        "/colour enum",
                        "/date required",
                        "/count required",
                        "/flag required");
    }

    @Test
    void lists_have_their_limits() {
        String line = "{\"itemId\":\"01900000-0000-7000-8000-000000000001\",\"quantity\":\"1\"}";
        String many = "\"lines\":[" + String.join(",", line, line, line, line) + "]";
        assertThat(echo(GOOD.replaceFirst("\"lines\":\\[.*?]", many)).expect(422).errors())
                .containsExactly("/lines size");
        assertThat(
                        echo(GOOD.replaceFirst("\"lines\":\\[.*?]", "\"lines\":[]"))
                                .expect(422)
                                .errors())
                .containsExactly("/lines size");
    }

    @Test
    void a_body_of_another_kind_is_refused() {
        assertThat(echo("[]").expect(400).errors()).containsExactly(" type");
        assertThat(echo("null").expect(400).errors()).containsExactly(" type");
        assertThat(echo("").expect(400).errors()).containsExactly(" json");
        assertThat(echo("[".repeat(5000)).expect(400).code()).isEqualTo("core.MALFORMED_REQUEST");
        assertThat(echo("{\"a\":" + "[".repeat(5000)).expect(400).errors()).contains(" json");
        server.as().with("Content-Type", "text/plain").post("/api/v1/test/echo", GOOD).expect(415);
    }

    @Test
    void more_than_a_mebibyte_is_refused() {
        String large = "{\"text\":\"" + "x".repeat(1 << 20) + "\"}";
        Http clerk = server.as("*");
        assertThat(clerk.post("/api/v1/test/notes", large).expect(413).code())
                .isEqualTo("core.REQUEST_TOO_LARGE");
        assertThat(clerk.chunked("/api/v1/test/notes", large).expect(413).code())
                .isEqualTo("core.REQUEST_TOO_LARGE");
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0 | 422 | ?limit range",
                "?limit=201 | 422 | ?limit range",
                "?limit=many | 422 | ?limit format",
                "?after=nonsense | 422 | ?after cursor",
                "?colour=BLUE | 422 | ?colour enum",
                "?item=7 | 422 | ?item format",
                "?from=yesterday | 422 | ?from format",
                "?limit=1&limit=2 | 400 | ?limit duplicate",
                "?sort=name | 422 | ?sort unknown",
                "?dryRun=true | 422 | ?dryRun unknown",
            })
    void a_wrong_query_parameter_is_named(String query, int status, String error) {
        Http.Response answer = server.as("*").get("/api/v1/test/notes" + query).expect(status);
        assertThat(answer.errors()).containsExactly(error);
    }

    @Test
    void wrong_headers_are_named() {
        Http clerk = server.as("*");
        String note = "/api/v1/test/notes/" + UUID.randomUUID();
        assertThat(clerk.put(note, "{\"text\":\"a\"}").expect(428).code())
                .isEqualTo("core.VERSION_REQUIRED");
        assertThat(clerk.with("If-Match", "3").put(note, "{\"text\":\"a\"}").expect(422).errors())
                .containsExactly("If-Match format");
        assertThat(clerk.post("/api/v1/test/payments", "{\"text\":\"a\"}").expect(400).code())
                .isEqualTo("core.IDEMPOTENCY_KEY_REQUIRED");
        assertThat(
                        clerk.with("Idempotency-Key", "k".repeat(201))
                                .post("/api/v1/test/payments", "{\"text\":\"a\"}")
                                .expect(422)
                                .errors())
                .containsExactly("Idempotency-Key size");
    }

    @Test
    void an_id_that_is_none_is_not_found() {
        Http.Response answer = server.as("*").get("/api/v1/test/notes/7").expect(404);
        assertThat(answer.errors()).containsExactly("{id} format");
    }

    @Test
    void an_odd_request_id_is_replaced_and_a_sane_one_kept() {
        Http clerk = server.as("*");
        assertThat(clerk.with("Request-Id", "a b\"").get("/api/v1/nowhere").header("Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(36));
        Http.Response kept = clerk.with("Request-Id", "job-7").get("/api/v1/nowhere");
        assertThat(kept.header("Request-Id")).contains("job-7");
        assertThat(kept.text("/traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void nothing_of_all_this_is_written() {
        all_wrong_things_are_named_at_once();
        more_than_a_mebibyte_is_refused();
        wrong_headers_are_named();
        assertThat(server.count("select count(*) from test_note")).isZero();
        assertThat(server.count("select count(*) from core_idempotency")).isZero();
        assertThat(server.count("select count(*) from core_history")).isZero();
    }
}
