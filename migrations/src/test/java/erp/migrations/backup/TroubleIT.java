package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestSchema;
import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.archive.Seal;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/** What happens to backups, found and said, with nothing half done. */
class TroubleIT {
    private static final long SEED = 20261127;
    private static final int DAMAGES = 60;

    @TempDir Path root;
    private Path folder;
    private BackupWorld world;
    private TestSchema schema;
    private DatabaseLogin server;
    private DatabaseLogin limited;

    @BeforeEach
    void begin() throws SQLException {
        folder = root.resolve("backups");
        world = BackupWorld.in(folder);
        schema = RichSchema.make();
        server = schema.administrator();
        limited = new DatabaseLogin(server.url(), schema.name() + "_l", "limited");
        execute("CREATE USER '%s'@'%%' IDENTIFIED BY 'limited'".formatted(limited.user()));
    }

    @AfterEach
    void end() throws SQLException {
        execute("DROP USER '%s'@'%%'".formatted(limited.user()));
    }

    /** Every byte counts: any of them changed is found before the schema is touched. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_damaged_byte_is_found_wherever_it_is(boolean encrypted) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        BackupKey key = encrypted ? BackupKey.create(root.resolve("key")) : null;
        BackupWorld mine = new BackupWorld(folder, key, _ -> {});
        Manifest manifest = mine.backup(server);
        for (String ending : List.of(".data", ".json")) {
            Path file = folder.resolve(manifest.name() + ending);
            byte[] whole = Files.readAllBytes(file);
            for (int i = 0; i < DAMAGES; i++) {
                int at = i == 0 ? whole.length - 1 : i == 1 ? 0 : random.nextInt(whole.length);
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                assertThatThrownBy(() -> mine.read(manifest.name()))
                        .as("seed %d: byte %d of %s", SEED, at, ending)
                        .hasMessageContaining("damaged");
            }
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            assertThatThrownBy(() -> mine.read(manifest.name())).hasMessageContaining("damaged");
            Files.write(file, Arrays.copyOf(whole, whole.length + 1));
            assertThatThrownBy(() -> mine.read(manifest.name())).hasMessageContaining("damaged");
            Files.write(file, whole);
        }
        mine.read(manifest.name());
    }

    @Test
    void a_damaged_backup_is_not_restored_and_leaves_nothing_behind() throws Exception {
        Manifest manifest = world.backup(server);
        Path data = folder.resolve(manifest.name() + ".data");
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length - 20] ^= 1;
        Files.write(data, bytes);
        execute("DELETE FROM child");
        assertThatThrownBy(() -> world.restore(server, schema.name()).run(manifest.name(), true))
                .hasMessageContaining("damaged");
        assertThat(number("SELECT count(*) FROM child")).isZero();
        assertThatThrownBy(() -> world.verify(server, manifest.name()))
                .hasMessageContaining("damaged");
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    /** A manifest that was forged together with its checksum. */
    @Test
    void what_the_manifest_says_is_compared_with_what_was_restored() throws Exception {
        Manifest made = world.backup(server);
        List<Manifest.Table> tables =
                made.tables().stream()
                        .map(
                                it ->
                                        it.name().equals("keyless")
                                                ? new Manifest.Table(
                                                        it.name(), it.rows() + 1, it.checksum())
                                                : it)
                        .toList();
        Files.delete(folder.resolve(made.name() + ".json"));
        world.catalog()
                .keep(
                        new Manifest(
                                made.format(),
                                made.name(),
                                made.schema(),
                                made.schemaVersion(),
                                made.takenAt(),
                                made.finishedAt(),
                                made.server(),
                                made.tool(),
                                made.binaryLog(),
                                made.encryption(),
                                made.data(),
                                made.objects(),
                                tables),
                        Seal.NONE);
        assertThatThrownBy(() -> world.verify(server, made.name()))
                .hasMessageContaining("table keyless has 4 rows, not 5");
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT, TRIGGER, EVENT, EXECUTE | SHOW VIEW",
                "SELECT, SHOW VIEW, EVENT, EXECUTE | TRIGGER",
                "SELECT, SHOW VIEW, TRIGGER, EXECUTE | EVENT",
                "SHOW VIEW, TRIGGER, EVENT, EXECUTE | SELECT",
                "SELECT, SHOW VIEW, TRIGGER, EVENT | EXECUTE",
            })
    void a_missing_privilege_is_an_error_and_names_itself(String granted, String missing)
            throws Exception {
        grant(granted);
        assertThatThrownBy(() -> world.backup(limited))
                .hasMessageContaining("lacks " + missing + " on " + schema.name())
                .hasMessageContaining("GRANT " + missing + " ON `" + schema.name() + "`.* TO ");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_routine_whose_body_is_hidden_is_an_error_and_never_left_out() throws Exception {
        grant("SELECT, SHOW VIEW, TRIGGER, EVENT, EXECUTE");
        assertThatThrownBy(() -> world.backup(limited))
                .hasMessageContaining("The definition of function twice is hidden")
                .hasMessageContaining("SHOW_ROUTINE");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT_TAKEN", "TABLE_READ", "ROWS_READ"})
    void a_backup_that_loses_its_connection_leaves_nothing_behind(Point point) throws Exception {
        grant("ALL");
        execute("GRANT SELECT ON *.* TO '%s'@'%%'".formatted(limited.user()));
        BackupWorld cut = world.at(reached -> cutAt(point, reached));
        assertThatThrownBy(() -> cut.backup(limited))
                .hasMessageStartingWith("The backup failed and nothing of it was kept.");
        assertThat(files()).isEmpty();
        world.backup(limited);
    }

    @ParameterizedTest
    @EnumSource(names = {"SCRATCH_MADE", "ROWS_LOADED"})
    void a_verification_that_loses_its_connection_leaves_nothing_behind(Point point)
            throws Exception {
        execute("GRANT ALL ON *.* TO '%s'@'%%'".formatted(limited.user()));
        Manifest manifest = world.backup(server);
        BackupWorld cut = world.at(reached -> cutAt(point, reached));
        assertThatThrownBy(() -> cut.verify(limited, manifest.name()))
                .hasMessageContaining("could not be verified");
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ROWS_LOADED", "SWAP_DECIDED", "TABLES_SWAPPED", "NEW_OBJECTS_MADE"})
    void a_restore_that_loses_its_connection_has_done_nothing_or_is_finished(Point point)
            throws Exception {
        execute("GRANT ALL ON *.* TO '%s'@'%%'".formatted(limited.user()));
        Manifest manifest = world.backup(server);
        execute("DELETE FROM child");
        BackupWorld cut = world.at(reached -> cutAt(point, reached));
        Restore restore = world.restore(server, schema.name());
        if (point == Point.ROWS_LOADED) {
            assertThatThrownBy(() -> cut.restore(limited, schema.name()).run(manifest.name(), true))
                    .hasMessageContaining("could not be restored");
            assertThat(restore.resume()).isEmpty();
            assertThat(number("SELECT count(*) FROM child")).isZero();
        } else {
            assertThatThrownBy(() -> cut.restore(limited, schema.name()).run(manifest.name(), true))
                    .hasMessageContaining("--resume --schema " + schema.name() + " --yes");
            assertThat(restore.resume()).contains(manifest.name());
            assertThat(number("SELECT count(*) FROM child")).isEqualTo(RichSchema.ROWS);
            assertThat(number("SELECT count(*) FROM a_total")).isPositive();
        }
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    private void cutAt(Point point, Point reached) {
        if (point != reached) {
            return;
        }
        try (Connection connection = server.connect()) {
            for (String id :
                    Sql.strings(
                            connection,
                            "SELECT id FROM information_schema.processlist WHERE user = ?",
                            limited.user())) {
                Sql.execute(connection, "KILL " + id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void grant(String rights) throws SQLException {
        execute("GRANT %s ON `%s`.* TO '%s'@'%%'".formatted(rights, schema.name(), limited.user()));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = server.connect()) {
            for (String statement : statements) {
                Sql.execute(connection, statement);
            }
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = server.connect()) {
            return Sql.number(connection, query);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(it -> it.getFileName().toString())
                    .filter(it -> !it.equals(".lock"))
                    .toList();
        }
    }
}
