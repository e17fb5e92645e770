package erp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.Json;
import erp.core.TestServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One rule for all texts that come in: what is kept is what a reader sees. */
class TextsIT {
    private static final String NOTES = "/api/v1/test/notes";

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

    /** Dry, so that the same text can come twice. */
    private static Http.Response note(String text) {
        return server.as("*")
                .post(
                        NOTES + "?dryRun=true",
                        Json.mapper().writeValueAsString(Map.of("text", text)));
    }

    /** In JSON's own escapes, as a hostile client would send it. */
    private static Http.Response escaped(String text) {
        return server.as("*").post(NOTES, "{\"text\":\"" + text + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\u0000b, NUL",
        "a\\u0007b, a control character",
        "a\\u0085b, a control character of Latin-1",
        "a\\nb, a line break in a text of one line",
        "a\\tb, a tab in a text of one line",
        "a\\u2028b, a line separator in a text of one line",
        "a\\ud800, half a surrogate pair",
        "\\udc00\\ud800, halves in the wrong order",
        "gpj.\\u202Eexe, a direction override",
        "a\\u202Ab\\u202Cc, an embedding",
        "a\\u2066b\\u2069, an isolate",
        "a\\u200Eb, a direction mark among letters of one direction",
        "pay\\u200Bpal, a zero-width space",
        "pay\\u200Dpal, a joiner where nothing joins",
        "pay\\u200Cpal, a non-joiner where nothing joins",
        "pay\\u2060pal, a word joiner",
        "\\uFEFFa, a byte order mark",
        "pay\\u00ADpal, a soft hyphen",
        "a\\u034Fb, a grapheme joiner",
        "a\\u3164b, a Hangul filler",
        "a\\uFE0Fb, a variation selector that varies nothing",
        "a\\uDB40\\uDC41b, a tag without a flag",
        "a\\uFFFFb, a noncharacter",
        "a\\uFDD0b, another noncharacter",
        "a\\uD83F\\uDFFEb, a noncharacter beyond the first plane",
        "a\\uE000b, private use",
        "a\\uFFF9b, an annotation anchor",
        "a\\uFFF0b, an unassigned character that is never shown",
    })
    void a_character_that_deceives_is_refused(String text, String what) {
        assertThat(escaped(text).expect(422).errors()).as(what).containsExactly("/text characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\\u00A0",
                "\\u3000 ",
                "\\u2800",
                "\\u2003\\u2800",
            })
    void a_text_with_nothing_to_see_is_blank(String text) {
        assertThat(escaped(text).expect(422).errors()).containsExactly("/text notBlank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller & Söhne",
                "Łódź №7 «ул.»",
                "株式会社 東京",
                "שלום\u200F!",
                "شركة \u200Eabc",
                "می\u200Cخواهم", // Persian: "I want"
                "ශ්\u200Dරී ලංකා", // Sinhala: "Sri Lanka"
                "ന്\u200D", // Malayalam, a chillu at the end of a word
                "ភាសា\u200Bខ្មែរ", // Khmer, whose words no space parts
                "👩\u200D👩\u200D👧\u200D👦",
                "👩🏽\u200D⚕️",
                "🏳️\u200D🌈 🏴\u200D☠️",
                "❤️ 1️⃣ ©️",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
                "葛\uDB40\uDD00城", // a variant of a name's character
                "ᠭ\u180Bᠠ", // Mongolian
            })
    void what_scripts_and_emoji_need_is_kept(String text) {
        assertThat(note(text).expect(201).text("/text")).isEqualTo(text);
    }

    @Test
    void a_text_is_kept_composed_so_that_equal_ones_are_equal() {
        assertThat(note("Cafe\u0301").expect(201).text("/text")).isEqualTo("Caf\u00E9");
        assertThat(note("\u212B").expect(201).text("/text")).isEqualTo("\u00C5");
        server.as("*").post(NOTES, "{\"text\":\"e\\u0301t\\u00E9\"}").expect(201);
        server.as("*").post(NOTES, "{\"text\":\"\\u00E9te\\u0301\"}").expect(409);
    }

    @Test
    void length_is_counted_in_characters_as_the_database_counts() {
        String faces = "😀".repeat(20);
        assertThat(server.as("*").post(NOTES, "{\"text\":\"" + faces + "\"}").expect(201).body())
                .contains(faces);
        assertThat(note(faces + "x").expect(422).errors()).containsExactly("/text size");
        assertThat(note("e\u0301".repeat(20)).expect(201).text("/text")).isEqualTo("é".repeat(20));
    }

    @Test
    void a_text_of_many_lines_has_its_breaks_in_one_spelling() {
        Http.Response memo =
                server.as()
                        .post(
                                "/api/v1/test/memos",
                                "{\"text\":\"a\\r\\nb\\rc\\n\\td\\u2028e\",\"code\":\"X\"}")
                        .expect(200);
        assertThat(memo.text("/text")).isEqualTo("a\nb\nc\n\td\ne");
        assertThat(
                        server.as()
                                .post(
                                        "/api/v1/test/memos",
                                        "{\"text\":\"a\\n\\u0000\",\"code\":\"X\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/text characters");
        assertThat(
                        server.as()
                                .post("/api/v1/test/memos", "{\"text\":\" \\n\\t\",\"code\":\"X\"}")
                                .expect(422)
                                .errors())
                .containsExactly("/text notBlank");
    }

    @Test
    void texts_in_lists_and_maps_and_names_of_their_members_follow_the_rule() {
        String body =
                """
                {"lines":[{"itemId":"01900000-0000-7000-8000-000000000001","quantity":"1"}],
                 "total":{"amount":"1","currency":"EUR"},"date":"2026-11-24","colour":"RED","count":3,
                 "flag":true,"remark":"\\u0000","tags":["a","b\\u202E"],"labels":{"a\\u0000":"b","c":"\\ud800"}}\
                """;
        assertThat(server.as().post("/api/v1/test/echo", body).expect(422).errors())
                .containsExactlyInAnyOrder(
                        "/remark characters",
                        "/tags/1 characters",
                        "/labels/a\u0000 characters",
                        "/labels/c characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-1", "é", "E\u0301", "品番７", "артикул_5", "#12/a+b", "١٢", "a"})
    void a_code_has_letters_and_digits_of_every_script(String code) {
        Http.Response memo =
                server.as()
                        .post(
                                "/api/v1/test/memos",
                                Json.mapper().writeValueAsString(Map.of("text", "a", "code", code)))
                        .expect(200);
        assertThat(memo.text("/code"))
                .isEqualTo(java.text.Normalizer.normalize(code, java.text.Normalizer.Form.NFC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "😀", "\u0301a", "a\u00A0b", "twelve-more-1", "می\u200Cخ"})
    void a_code_of_anything_else_is_refused_by_a_message_that_says_the_rule(String code) {
        Http.Response answer =
                server.as()
                        .post(
                                "/api/v1/test/memos",
                                Json.mapper().writeValueAsString(Map.of("text", "a", "code", code)))
                        .expect(422);
        assertThat(answer.errors()).containsExactly("/code pattern");
        assertThat(answer.text("/errors/0/message"))
                .contains("letters and digits of any script")
                .contains("1 to 12");
    }

    @ParameterizedTest
    @CsvSource({
        "a%00b, characters",
        "%E2%80%AEa, characters",
        "%20, notBlank",
        "%C2%A0, notBlank",
        "a%0Ab, characters",
    })
    void a_text_of_the_query_follows_the_same_rule(String text, String rule) {
        assertThat(server.as("*").get(NOTES + "?text=" + text).expect(422).errors())
                .containsExactly("?text " + rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0%AF", "%80", "%ED%A0%80", "%FF", "%E2%82", "%F4%90%80%80"})
    void a_query_that_is_no_utf_8_is_refused(String text) {
        Http.Response answer = server.as("*").get(NOTES + "?text=" + text).expect(400);
        assertThat(answer.code()).isEqualTo("core.MALFORMED_REQUEST");
        assertThat(answer.errors()).containsExactly("?text encoding");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, １２, format",
        "limit, +1, format",
        "from, ２０２６-11-24, format",
        "item, ０1900000-0000-7000-8000-000000000001, format",
        "after, ＡZAAAAAAcACAAAAAAAAAAQ, cursor",
    })
    void digits_are_ascii_digits_in_the_query(String name, String text, String rule) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        assertThat(server.as("*").get(NOTES + "?" + name + "=" + encoded).expect(422).errors())
                .containsExactly("?" + name + " " + rule);
    }

    @ParameterizedTest
    @CsvSource({
        "/lines/0/itemId, 01900000-0000-7000-8000-000000000001,"
                + " 0１900000-0000-7000-8000-00000000000１",
        "/lines/0/quantity, 2.5, ２.５",
        "/lines/0/price, 3, ３",
        "/total/amount, 12.50, １２.50",
        "/date, 2026-11-24, ２０２６-11-24",
    })
    void digits_are_ascii_digits_in_the_body(String pointer, String right, String wrong) {
        String good =
                """
                {"lines":[{"itemId":"01900000-0000-7000-8000-000000000001","quantity":"2.5","price":"3"}],
                 "total":{"amount":"12.50","currency":"EUR"},"date":"2026-11-24","colour":"RED",
                 "count":4,"flag":true}\
                """;
        Http.Response answer =
                server.as()
                        .post(
                                "/api/v1/test/echo",
                                good.replace("\"" + right + "\"", "\"" + wrong + "\""))
                        .expect(422);
        assertThat(answer.errors()).singleElement().asString().startsWith(pointer + " ");
    }
}
