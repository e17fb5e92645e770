package erp.migrations.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/** The store on a real S3 server. */
class S3StoreIT {
    private static final int PART = 16 << 20;

    @TempDir static Path folder;
    private static RealS3 server;

    @BeforeAll
    static void start() throws IOException {
        server = RealS3.start(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void files_are_written_listed_read_and_deleted() throws IOException {
        try (S3Store store = open("one", Clock.systemUTC())) {
            store.write("a.json", bytes("first"));
            store.write("b.json", bytes("second"));
            assertThat(store.files()).containsExactly("a.json", "b.json");
            assertThat(store.readAll("a.json", 100)).isEqualTo(bytes("first"));
            assertThatThrownBy(() -> store.readAll("a.json", 3))
                    .hasMessage("a.json is longer than 3 bytes");
            assertThatThrownBy(() -> store.write("a.json", bytes("again")))
                    .hasMessageEndingWith("/one/a.json exists");
            store.delete("a.json");
            store.delete("a.json");
            assertThat(store.files()).containsExactly("b.json");
            assertThatThrownBy(() -> store.readAll("a.json", 100))
                    .isInstanceOf(NoSuchFileException.class);
        }
        try (S3Store other = open("two", Clock.systemUTC())) {
            assertThat(other.files()).isEmpty();
        }
    }

    @Test
    void a_long_file_goes_in_parts_and_is_there_when_all_are() throws IOException {
        byte[] content = new byte[2 * PART + 12_345];
        RandomGeneratorFactory.of("L64X128MixRandom").create(3).nextBytes(content);
        try (S3Store store = open("long", Clock.systemUTC())) {
            try (Store.Upload upload = store.create("x.data")) {
                upload.stream().write(content);
                assertThat(store.files()).isEmpty();
                upload.commit();
            }
            assertThat(store.readAll("x.data", content.length)).isEqualTo(content);
        }
    }

    @Test
    void what_is_not_committed_is_given_up() throws IOException {
        try (S3Store store = open("given-up", Clock.systemUTC())) {
            try (Store.Upload upload = store.create("x.data")) {
                upload.stream().write(new byte[PART + 1]);
            }
            assertThat(store.files()).isEmpty();
        }
    }

    @Test
    void only_what_is_a_day_old_is_left_behind() throws IOException {
        try (S3Store store = open("old", Clock.systemUTC());
                S3Store later =
                        open("old", Clock.offset(Clock.systemUTC(), Duration.ofHours(25)))) {
            store.write("x.data", bytes("content"));
            assertThat(store.isLeftBehind("x.data")).isFalse();
            assertThat(later.isLeftBehind("x.data")).isTrue();
            store.removeLeftovers();
            later.removeLeftovers();
            assertThat(store.files()).containsExactly("x.data");
        }
    }

    @Test
    void a_wrong_secret_or_bucket_is_told() throws IOException {
        Map<String, String> wrong = new HashMap<>(server.environment());
        wrong.put("AWS_SECRET_ACCESS_KEY", "guessed");
        try (S3Store store = S3Store.open("s3://kept/x", wrong, Clock.systemUTC())) {
            assertThatThrownBy(store::files).isInstanceOf(IOException.class);
        }
        try (S3Store store =
                S3Store.open("s3://no-bucket", server.environment(), Clock.systemUTC())) {
            assertThatThrownBy(store::files)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("bucket");
        }
        assertThatThrownBy(() -> S3Store.open("s3://A", Map.of(), Clock.systemUTC()))
                .hasMessage("s3://A must be s3://BUCKET or s3://BUCKET/PREFIX.");
        assertThatThrownBy(
                        () ->
                                S3Store.open(
                                        "s3://kept",
                                        Map.of("ERP_S3_ENDPOINT", "nowhere"),
                                        Clock.systemUTC()))
                .hasMessageContaining("ERP_S3_ENDPOINT must be a URL");
    }

    @Test
    void a_server_that_dies_during_an_upload_is_told() throws IOException {
        Path another = folder.resolve("dying");
        try (RealS3 dying = RealS3.start(another);
                S3Store store =
                        S3Store.open(
                                "s3://" + RealS3.BUCKET, dying.environment(), Clock.systemUTC())) {
            Store.Upload upload = store.create("x.data");
            upload.stream().write(new byte[PART + 1]);
            dying.kill();
            assertThatThrownBy(upload::commit).isInstanceOf(IOException.class);
        }
    }

    private static S3Store open(String prefix, Clock clock) {
        return S3Store.open("s3://" + RealS3.BUCKET + "/" + prefix, server.environment(), clock);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
