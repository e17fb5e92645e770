package erp.core.ops;

import static org.assertj.core.api.Assertions.assertThat;

import erp.core.Http;
import erp.core.TestClock;
import erp.core.TestServer;
import erp.core.http.Note;
import erp.core.http.NoteRoutes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A database without room, or that takes no writes: its own errors, through the driver. */
class StorageIT {
    private static final String NOTES = "/api/v1/test/notes";

    private final AtomicLong later = new AtomicLong();
    private final Metrics metrics = new Metrics("1.2", new TestClock());
    private TestServer server;
    private Health health;

    @BeforeEach
    void start() {
        server =
                TestServer.of(Note.class)
                        .observer(metrics)
                        .traffic(metrics)
                        .start(NoteRoutes.all());
        NoteRoutes.createTable(server.schema());
        health =
                new Health(
                        List.of(
                                Health.database(server.database()),
                                Health.storage(
                                        server.database(),
                                        metrics,
                                        () -> System.nanoTime() + later.get())),
                        task -> Thread.ofVirtual().start(task),
                        () -> System.nanoTime() + later.get());
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    private void administrator(String... statements) {
        try (Connection connection = server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuseWrites(int error, String message) {
        for (String table : List.of("test_note", "core_storage_probe")) {
            administrator(
                    """
                    create trigger full_%1$s before insert on %1$s for each row
                    signal sqlstate 'HY000' set mysql_errno = %2$d, message_text = '%3$s'\
                    """
                            .formatted(table, error, message));
        }
    }

    private void waits(Duration by) {
        later.addAndGet(by.toNanos());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1021 | Disk full (/tmp/x); waiting for someone to free some space    | core.STORAGE_FULL
                    1114 | The table t is full                                           | core.STORAGE_FULL
                    1030 | Got error 28 - No space left on device from storage engine    | core.STORAGE_FULL
                    1030 | Got error 135 No more room in file from storage engine        | core.STORAGE_FULL
                    1026 | Error writing file x (errno: 28 - No space left on device)    | core.STORAGE_FULL
                    1180 | Got error 28 during COMMIT                                    | core.STORAGE_FULL
                    1290 | The server is running with the --read-only option             | core.DATABASE_READ_ONLY
                    1836 | Running in read-only mode                                     | core.DATABASE_READ_ONLY
                    1874 | InnoDB is in read only mode.                                  | core.DATABASE_READ_ONLY
                    """)
    void what_stops_all_writes_is_503_and_not_ready_until_a_write_works(
            int error, String message, String code) {
        assertThat(health.state().ready()).isTrue();
        refuseWrites(error, message);
        Http.Response refused = server.as("*").once().post(NOTES, "{\"text\":\"a\"}").expect(503);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.json().at("/retryable").asBoolean()).isTrue();
        assertThat(refused.header("Retry-After").map(Integer::valueOf).orElse(0)).isEqualTo(30);
        server.as("*").get(NOTES).expect(200);

        waits(Duration.ofSeconds(2));
        assertThat(health.state().ready()).isFalse();
        assertThat(health.state().checks().get("storage"))
                .contains(code.endsWith("FULL") ? "no room" : "no writes");
        waits(Duration.ofSeconds(60));
        assertThat(health.state().ready()).as("nothing writes any more").isFalse();

        administrator("drop trigger full_test_note", "drop trigger full_core_storage_probe");
        waits(Duration.ofSeconds(2));
        assertThat(health.state().ready()).as("it finds out by itself").isTrue();
        server.as("*").once().post(NOTES, "{\"text\":\"a\"}").expect(201);
        assertThat(metrics.scrape("text/plain"))
                .contains("erp_db_writes_refused_total{app=\"erp-system\",version=\"1.2\"} 1.0");
    }

    @Test
    void a_table_that_is_really_full_is_no_failure_of_ours() {
        administrator(
                "set max_heap_table_size = 16384", // a connection of its own
                "drop table test_note");
        try (Connection connection = server.schema().administrator().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set max_heap_table_size = 16384");
            statement.execute(
                    """
                    create table test_note (id binary(16) primary key, company_id binary(16) not null,
                      text varchar(200) not null, written_at datetime(6) not null,
                      secret binary(16) not null, version bigint not null) engine = memory\
                    """);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        server.schema().grant();
        Http writer = server.as("*");
        Http.Response answer = writer.post(NOTES, "{\"text\":\"0\"}").expect(201);
        for (int i = 1; i < 2_000 && answer.status() == 201; i++) {
            answer = writer.post(NOTES, "{\"text\":\"%d\"}".formatted(i));
        }
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("core.STORAGE_FULL");
        assertThat(health.state().ready()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1041, core.BUSY", "1206, core.BUSY", "1317, core.BUSY", "1637, core.BUSY",
        "3024, core.BUSY", "1205, core.BUSY", "1213, core.BUSY", "1053, core.DATABASE_UNAVAILABLE",
        "1161, core.DATABASE_UNAVAILABLE", "3168, core.DATABASE_UNAVAILABLE"
    })
    void what_is_over_soon_is_503_and_changes_no_readiness(int error, String code) {
        refuseWrites(error, "not now");
        Http.Response refused = server.as("*").post(NOTES, "{\"text\":\"a\"}").expect(503);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(health.state().ready()).isTrue();
    }
}
