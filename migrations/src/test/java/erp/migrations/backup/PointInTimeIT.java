package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.MigrationException;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** A backup is brought to a later moment by the server's binary log. */
class PointInTimeIT {
    private static final int BACKUPS = 6;
    private static final String ROWS =
            "SELECT concat_ws(':', id, parent_id, n) FROM child ORDER BY id";

    @TempDir Path folder;
    private final TestSchema schema = TestDatabase.emptySchema();
    private final DatabaseLogin server = schema.administrator();
    private BackupWorld world;

    @BeforeEach
    void begin() throws SQLException {
        world = BackupWorld.in(folder);
        try (Connection connection = server.connect()) {
            boolean isMySql = !Sessions.isMariaDb(connection);
            boolean isRequired = "true".equals(System.getenv("ERP_TEST_REQUIRE_MYSQL"));
            assumeTrue(
                    isRequired || isMySql && isThere("mysqlbinlog") && isThere("mysql"),
                    "needs a MySQL, and mysqlbinlog and mysql in PATH");
        }
        execute(
                "CREATE TABLE parent (id INT PRIMARY KEY, v VARCHAR(50))",
                "CREATE TABLE child (id INT PRIMARY KEY, parent_id INT NOT NULL, n DECIMAL(19, 4),"
                        + " CONSTRAINT fk_child FOREIGN KEY (parent_id) REFERENCES parent (id))",
                "INSERT INTO parent VALUES (1, 'one'), (2, 'two')",
                "INSERT INTO child VALUES (1, 1, 10), (2, 2, 20)");
    }

    @Test
    void what_was_written_by_then_is_back_and_what_came_later_is_not() throws Exception {
        Manifest manifest = world.backup(server);
        execute(
                "UPDATE child SET n = 11 WHERE id = 1",
                "DELETE FROM child WHERE id = 2",
                "DELETE FROM parent WHERE id = 2",
                "INSERT INTO parent VALUES (3, 'drei ü')",
                "ALTER TABLE child ADD COLUMN note VARCHAR(10)",
                "INSERT INTO child VALUES (3, 3, 30, 'new')");
        Instant until = nextSecond();
        execute("DELETE FROM child", "UPDATE parent SET v = 'wrong'", "DROP TABLE child");

        Restore restore = world.restore(server, schema.name(), until);
        assertThat(restore.plan(manifest.name(), true).warning(schema.name()))
                .contains("is done again from the binary log");
        restore.run(manifest.name(), true);
        assertThat(strings("SELECT concat(id, ':', v) FROM parent ORDER BY id"))
                .containsExactly("1:one", "3:drei ü");
        assertThat(strings("SELECT concat_ws(':', id, n, note) FROM child ORDER BY id"))
                .containsExactly("1:11.0000", "3:30.0000:new");
        assertThatThrownBy(() -> execute("DELETE FROM parent WHERE id = 3"))
                .hasMessageContaining("fk_child");
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    /** The position lies early then, so some of the log is in the backup already. */
    @Test
    void a_backup_made_while_others_write_is_brought_to_where_they_ended() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Manifest> made = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> running =
                    List.of(1, 2, 3, 4).stream()
                            .map(it -> writers.submit(() -> write(it, over)))
                            .toList();
            try {
                for (int i = 0; i < BACKUPS; i++) {
                    made.add(world.backup(server));
                }
            } finally {
                over.set(true);
            }
            for (Future<Integer> each : running) {
                assertThat(each.get()).isPositive();
            }
        }
        List<String> all =
                strings("SELECT concat_ws(':', id, parent_id, n) FROM child ORDER BY id");
        Instant until = nextSecond();
        execute("DELETE FROM child");
        for (Manifest each : made) {
            String copy = schema.name() + "_copy";
            world.restore(server, copy, until).run(each.name(), true);
            try (Connection connection = server.on(copy).connect()) {
                assertThat(Sql.strings(connection, ROWS)).as(each.name()).isEqualTo(all);
                Sql.execute(connection, "DROP DATABASE " + copy);
            }
        }
    }

    private int write(int writer, AtomicBoolean over) throws SQLException {
        int done = 0;
        try (Connection connection = server.connect()) {
            while (!over.get()) {
                int id = writer * 1_000_000 + done++;
                Sql.execute(connection, "INSERT INTO child VALUES (%d, 1, 1)".formatted(id));
                Sql.execute(connection, "UPDATE child SET n = n + 1 WHERE id = " + id);
                if (done % 3 == 0) {
                    Sql.execute(connection, "DELETE FROM child WHERE id = " + id);
                }
            }
        }
        return done;
    }

    @Test
    void a_restore_in_between_ends_it_and_nothing_is_changed() throws Exception {
        Manifest manifest = world.backup(server);
        execute("INSERT INTO parent VALUES (4, 'four')");
        world.restore(server, schema.name()).run(manifest.name(), true);
        execute("INSERT INTO parent VALUES (5, 'five')");
        Instant until = nextSecond();
        assertThatThrownBy(
                        () ->
                                world.restore(server, schema.name(), until)
                                        .run(manifest.name(), true))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("itself was restored after it was taken");
        assertThat(strings("SELECT id FROM parent ORDER BY id")).containsExactly("1", "2", "5");
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    @Test
    void a_moment_outside_is_refused_before_anything_is_loaded() {
        Manifest manifest = world.backup(server);
        for (Instant until :
                List.of(
                        manifest.takenAt().minusSeconds(1),
                        manifest.takenAt().plusSeconds(86_400))) {
            assertThatThrownBy(
                            () ->
                                    world.restore(server, schema.name(), until)
                                            .plan(manifest.name(), true))
                    .hasMessageStartingWith("--until must be from " + manifest.takenAt());
        }
    }

    /**
     * A moment that all of before belongs to and nothing of after: the log counts whole seconds.
     */
    private Instant nextSecond() throws Exception {
        try (Connection connection = server.connect()) {
            Instant next = now(connection).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            while (now(connection).isBefore(next)) {
                Sql.execute(connection, "DO SLEEP(0.05)");
            }
            return next;
        }
    }

    private static Instant now(Connection connection) throws SQLException {
        return Sql.query(
                        connection,
                        row -> row.getObject(1, LocalDateTime.class),
                        "SELECT utc_timestamp(3)")
                .getFirst()
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = server.connect()) {
            for (String each : statements) {
                Sql.execute(connection, each);
            }
        }
    }

    private List<String> strings(String query) throws SQLException {
        try (Connection connection = server.connect()) {
            return Sql.strings(connection, query);
        }
    }
}
