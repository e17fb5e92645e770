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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** How bodies come: in which encoding, packed or not, or not at all. */
class BodiesIT {
    private static final String NOTES = "/api/v1/test/notes";
    private static final String TEXT = "{\"text\":\"Zoë\"}";

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

    @BeforeEach
    void empty() {
        NoteRoutes.empty(server.schema());
    }

    private static Http clerk() {
        return server.as("*");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0AF", "80", "BF", "C3", "E282", "EDA080", "EDB080", "F4908080", "FF"})
    void bytes_that_are_no_utf_8_are_refused(String hex) {
        byte[] body = HexFormat.of().parseHex("7B2274657874223A22" + hex + "227D");
        Http.Response answer = clerk().post(NOTES, body).expect(400);
        assertThat(answer.code()).isEqualTo("core.MALFORMED_REQUEST");
        assertThat(answer.errors()).containsExactly(" encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void another_encoding_of_unicode_is_refused(String name) {
        byte[] body = "{\"text\":\"a\"}".getBytes(Charset.forName(name));
        assertThat(clerk().post(NOTES, body).expect(400).errors()).containsExactly(" encoding");
        clerk().with("Content-Type", "application/json; charset=" + name)
                .post(NOTES, body)
                .expect(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json ; Charset=\"UTF-8\"",
                "application/json; profile=x",
            })
    void json_is_json_however_it_is_spelt(String type) {
        clerk().with("Content-Type", type).post(NOTES, TEXT).expect(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/jsonp",
                "application/json;charset=latin1",
                "application/json;charset=utf-8;charset=utf-16",
            })
    void another_media_type_is_named(String type) {
        Http.Response answer = clerk().with("Content-Type", type).post(NOTES, TEXT).expect(415);
        assertThat(answer.code()).isEqualTo("core.UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.header("Accept")).contains("application/json");
        assertThat(answer.header("Accept-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void a_packed_body_is_read(String encoding) throws IOException {
        Http.Response made =
                clerk().with("Content-Encoding", encoding)
                        .post(NOTES, gzip(utf8(TEXT)))
                        .expect(201);
        assertThat(made.text("/text")).isEqualTo("Zoë");
    }

    @Test
    void identity_is_no_encoding() {
        clerk().with("Content-Encoding", "identity").post(NOTES, TEXT).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "gzip, br", "nonsense"})
    void an_encoding_that_is_not_read_is_named(String encoding) throws IOException {
        Http.Response answer =
                clerk().with("Content-Encoding", encoding)
                        .post(NOTES, gzip(utf8(TEXT)))
                        .expect(415);
        assertThat(answer.code()).isEqualTo("core.UNSUPPORTED_ENCODING");
        assertThat(answer.errors()).containsExactly("Content-Encoding encoding");
        assertThat(answer.header("Accept-Encoding")).contains("gzip");
        assertThat(answer.header("Accept")).isEmpty();
    }

    @Test
    void a_body_that_unpacks_to_too_much_is_refused() throws IOException {
        byte[] bomb = gzip(utf8("{\"text\":\"" + "x".repeat(200 << 20) + "\"}"));
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(clerk().with("Content-Encoding", "gzip").post(NOTES, bomb).expect(413).code())
                .isEqualTo("core.REQUEST_TOO_LARGE");
    }

    @Test
    void a_body_that_is_not_packed_as_it_says_is_refused() throws IOException {
        Http packed = clerk().with("Content-Encoding", "gzip");
        byte[] whole = gzip(utf8(TEXT));
        byte[] damaged = whole.clone();
        damaged[damaged.length - 6] ^= 1; // its checksum
        for (byte[] body :
                new byte[][] {utf8(TEXT), Arrays.copyOf(whole, whole.length - 9), damaged}) {
            Http.Response answer = packed.post(NOTES, body).expect(400);
            assertThat(answer.code()).isEqualTo("core.MALFORMED_REQUEST");
            assertThat(answer.errors()).containsExactly(" encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{ }", " {\n\t} \r\n", "  "})
    void nothing_is_nothing_however_it_is_spelt(String body) {
        server.as().post("/api/v1/test/nothing", body).expect(204);
        server.as().post("/api/v1/test/maybe", body).expect(204);
    }

    @Test
    void something_where_nothing_belongs_is_named() {
        assertThat(server.as().post("/api/v1/test/nothing", "{\"a\":1}").expect(422).errors())
                .containsExactly("/a unknown");
        assertThat(server.as().post("/api/v1/test/nothing", "a=b").expect(400).errors())
                .containsExactly(" json");
        assertThat(server.as().post("/api/v1/test/nothing", "null").expect(400).errors())
                .containsExactly(" type");
        assertThat(server.as().post("/api/v1/test/maybe", "null").expect(400).errors())
                .containsExactly(" type");
        server.as()
                .with("Content-Type", "text/plain")
                .post("/api/v1/test/nothing", "{}")
                .expect(415);
    }

    @Test
    void an_optional_list_can_be_left_out_but_is_not_null() {
        assertThat(server.as().post("/api/v1/test/maybe", "{\"tags\":null}").expect(422).errors())
                .containsExactly("/tags required");
        server.as().post("/api/v1/test/maybe", "{\"remark\":null}").expect(204);
        server.as().post("/api/v1/test/maybe", "{\"tags\":[\"a\"]}").expect(204);
    }
}
