package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestSchema;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Processes that are killed between any two steps. */
class KilledWorkIT {
    @TempDir Path root;
    private BackupWorld world;
    private TestSchema schema;
    private DatabaseLogin server;

    /**
     * An account of the killed processes alone, so that one can see when the server let go of them.
     */
    private DatabaseLogin mortal;

    @BeforeEach
    void begin() throws SQLException {
        world = BackupWorld.in(root.resolve("backups"));
        schema = RichSchema.make();
        server = schema.administrator();
        mortal = new DatabaseLogin(server.url(), schema.name() + "_k", "mortal");
        execute(
                server,
                "CREATE USER '%s'@'%%' IDENTIFIED BY 'mortal'".formatted(mortal.user()),
                "GRANT ALL ON *.* TO '%s'@'%%' WITH GRANT OPTION".formatted(mortal.user()));
    }

    @AfterEach
    void end() throws SQLException {
        execute(server, "DROP USER '%s'@'%%'".formatted(mortal.user()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "LEFTOVERS_REMOVED",
                "SNAPSHOT_TAKEN",
                "TABLE_READ",
                "ROWS_READ",
                "DATA_KEPT",
                "MANIFEST_KEPT"
            })
    void a_killed_backup_is_none_or_a_whole_one(Point point) throws Exception {
        kill("backup", "", point);
        List<Catalog.Entry> left = world.catalog().list();
        assertThat(left).hasSize(point == Point.MANIFEST_KEPT ? 1 : 0);
        for (Catalog.Entry whole : left) {
            world.verify(server, whole.name());
        }
        Manifest next = world.backup(server);
        assertThat(files())
                .filteredOn(it -> left.stream().noneMatch(old -> it.startsWith(old.name() + ".")))
                .containsExactlyInAnyOrder(".lock", next.name() + ".data", next.name() + ".json");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SCRATCH_MADE",
                "ROWS_LOADED",
                "OBJECTS_MADE",
                "COMPARED",
                "SCRATCH_DROPPED",
                "PROOF_KEPT"
            })
    void what_a_killed_verification_leaves_is_removed_by_the_next_one(Point point)
            throws Exception {
        Manifest manifest = world.backup(server);
        kill("verify", manifest.name(), point);
        assertThat(world.catalog().list().getFirst().verified().isPresent())
                .isEqualTo(point == Point.PROOF_KEPT);
        assertThat(scratch()).hasSize(point.compareTo(Point.SCRATCH_DROPPED) < 0 ? 1 : 0);
        world.verify(server, manifest.name());
        assertThat(scratch()).isEmpty();
        assertThat(world.catalog().list().getFirst().verified()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SCRATCH_MADE",
                "ROWS_LOADED",
                "OBJECTS_MADE",
                "COMPARED",
                "SWAP_DECIDED",
                "TRIGGERS_DROPPED",
                "TABLES_SWAPPED",
                "NEW_OBJECTS_MADE",
                "OLD_TABLES_DROPPED"
            })
    void a_killed_restore_has_changed_nothing_or_is_finished_by_the_next_one(Point point)
            throws Exception {
        Manifest manifest = world.backup(server);
        execute(server, "DELETE FROM child", "UPDATE parent SET name = concat('new ', name)");
        kill("restore", manifest.name(), point);
        Restore restore = world.restore(server, schema.name());
        if (point.compareTo(Point.SWAP_DECIDED) < 0) {
            assertThat(children()).isZero();
            assertThat(objects()).isEqualTo(6);
            restore.run(manifest.name(), true);
        } else {
            assertThatThrownBy(() -> restore.plan(manifest.name(), true))
                    .hasMessageContaining("was cut off while tables changed places")
                    .hasMessageContaining(
                            "./erp db restore --resume --schema " + schema.name() + " --yes");
            assertThat(restore.resume()).contains(manifest.name());
        }
        assertThat(children()).isEqualTo(RichSchema.ROWS);
        assertThat(objects()).isEqualTo(6);
        assertThat(scratch()).isEmpty();
        assertThat(restore.resume()).isEmpty();
        assertThat(world.backup(server).tables()).isEqualTo(manifest.tables());
    }

    @Test
    void a_resume_that_is_killed_is_resumed() throws Exception {
        Manifest manifest = world.backup(server);
        execute(server, "DELETE FROM child");
        kill("restore", manifest.name(), Point.TRIGGERS_DROPPED);
        for (Point point :
                List.of(
                        Point.TRIGGERS_DROPPED,
                        Point.TABLES_SWAPPED,
                        Point.NEW_OBJECTS_MADE,
                        Point.OLD_TABLES_DROPPED)) {
            kill("resume", manifest.name(), point);
        }
        world.restore(server, schema.name()).resume();
        assertThat(children()).isEqualTo(RichSchema.ROWS);
        assertThat(scratch()).isEmpty();
    }

    private void kill(String work, String name, Point point) throws Exception {
        Path output = root.resolve("killed.log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWork.class.getName(),
                                mortal.url(),
                                mortal.user(),
                                mortal.password(),
                                world.folder().toString(),
                                work,
                                name,
                                point.name(),
                                schema.name())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor())
                .as(() -> "exit code of the killed process, which said: " + read(output))
                .isEqualTo(KilledWork.EXIT_CODE);
        try (Connection connection = server.connect()) {
            while (Sql.number(
                            connection,
                            "SELECT count(*) FROM information_schema.processlist WHERE user = ?",
                            mortal.user())
                    > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private List<String> scratch() throws SQLException {
        return BackupWorld.beside(server, schema.name());
    }

    private long children() throws SQLException {
        return number("SELECT count(*) FROM child");
    }

    /** Views, triggers, routines that are there; the event comes with them. */
    private long objects() throws SQLException {
        return number(
                "SELECT (SELECT count(*) FROM information_schema.views WHERE table_schema ="
                        + " database()) + (SELECT count(*) FROM information_schema.triggers WHERE"
                        + " trigger_schema = database()) + (SELECT count(*) FROM"
                        + " information_schema.routines WHERE routine_schema = database())");
    }

    private long number(String query) throws SQLException {
        try (Connection connection = server.connect()) {
            return Sql.number(connection, query);
        }
    }

    private static void execute(DatabaseLogin login, String... statements) throws SQLException {
        try (Connection connection = login.connect()) {
            for (String statement : statements) {
                Sql.execute(connection, statement);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(world.folder())) {
            return found.map(it -> it.getFileName().toString()).toList();
        }
    }
}
