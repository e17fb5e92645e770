package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.backup.archive.BackupKey;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.backup.dump.Definitions;
import erp.migrations.backup.dump.DefinitionsReader;
import erp.migrations.backup.dump.Sessions;
import erp.migrations.schema.Migrations;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

class BackupIT {
    @TempDir Path root;
    private Path folder;
    private BackupWorld world;

    @BeforeEach
    void begin() {
        folder = root.resolve("backups");
        world = BackupWorld.in(folder);
    }

    @Test
    void everything_comes_back_as_it_was() throws Exception {
        TestSchema schema = RichSchema.make();
        DatabaseLogin server = schema.administrator();
        Manifest manifest = world.backup(server);
        assertThat(manifest.objects()).isEqualTo(new Manifest.Objects(5, 2, 1, 1, 2, 1));
        assertThat(manifest.rows()).isEqualTo(2 * RichSchema.ROWS + 8);

        String copy = schema.name() + "_copy";
        world.restore(server, copy).run(manifest.name(), false);
        try {
            Definitions from = definitions(server);
            Definitions to = definitions(server.on(copy));
            from.requireSame(to, "restored");
            assertThat(to.objects()).containsExactlyInAnyOrderElementsOf(from.objects());
            assertThat(contents(server.on(copy))).isEqualTo(contents(server));
        } finally {
            drop(server, copy);
        }
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    @Test
    void a_verified_backup_says_so_and_leaves_no_schema_behind() throws Exception {
        TestSchema schema = RichSchema.make();
        Manifest manifest = world.backup(schema.administrator());
        assertThat(world.catalog().list().getFirst().verified()).isEmpty();
        world.verify(schema.administrator(), manifest.name());
        assertThat(world.catalog().list().getFirst().verified().orElseThrow().rows())
                .isEqualTo(manifest.rows());
        assertThat(BackupWorld.beside(schema.administrator(), schema.name())).isEmpty();
    }

    @Test
    void the_erps_own_schema_is_backed_up_by_its_owner_and_verified() {
        TestSchema schema = TestDatabase.schema();
        Manifest manifest = world.backup(schema.owner());
        assertThat(manifest.schemaVersion())
                .isEqualTo(
                        Migrations.ofBuild().all().stream()
                                .map(it -> it.stamp())
                                .filter(it -> manifest.schemaVersion().compareTo(it) <= 0)
                                .findFirst()
                                .orElseThrow());
        world.verify(schema.administrator(), manifest.name());
    }

    @Test
    void what_is_committed_after_the_snapshot_is_not_in_it() throws Exception {
        TestSchema schema = RichSchema.make();
        Set<Point> seen = new HashSet<>();
        Manifest manifest =
                world.at(
                                point -> {
                                    if (point == Point.SNAPSHOT_TAKEN && seen.add(point)) {
                                        execute(
                                                schema.administrator(),
                                                "INSERT INTO keyless VALUES ('late')",
                                                "DELETE FROM child",
                                                "UPDATE parent SET name = concat(name, '"
                                                        + " changed')");
                                    }
                                })
                        .backup(schema.administrator());
        assertThat(manifest.tables())
                .filteredOn(it -> Set.of("keyless", "child").contains(it.name()))
                .extracting(Manifest.Table::rows)
                .containsExactly((long) RichSchema.ROWS, 4L);
        world.verify(schema.administrator(), manifest.name());
    }

    @Test
    void a_schema_that_changes_meanwhile_gives_no_backup() throws Exception {
        TestSchema schema = RichSchema.make();
        BackupWorld disturbed =
                world.at(
                        point -> {
                            if (point == Point.ROWS_READ) {
                                execute(
                                        schema.administrator(),
                                        "ALTER TABLE nothing ADD COLUMN late INT",
                                        "CREATE TABLE later (i INT)",
                                        "DROP TRIGGER child_then");
                            }
                        });
        assertThatThrownBy(() -> disturbed.backup(schema.administrator()))
                .hasMessageStartingWith("Somebody changed the schema while it was read")
                .hasMessageContaining("table nothing is another")
                .hasMessageContaining("trigger child_then is missing")
                .hasMessageContaining("table later is there too");
        assertThat(files()).isEmpty();
    }

    @Test
    void an_encrypted_backup_opens_with_its_key_only() throws Exception {
        TestSchema schema = RichSchema.make();
        BackupKey key = BackupKey.create(root.resolve("key"));
        Manifest manifest = world.with(key).backup(schema.administrator());
        assertThat(BackupKey.read(root.resolve("key")).id()).isEqualTo(key.id());
        assertThat(manifest.encryption().keyId()).isEqualTo(key.id());
        assertThat(Files.readString(data(manifest), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("keyless");
        world.with(key).verify(schema.administrator(), manifest.name());

        BackupKey other = BackupKey.create(root.resolve("other"));
        assertThatThrownBy(() -> world.with(other).verify(schema.administrator(), manifest.name()))
                .hasMessage(
                        "Backup %s is encrypted with key %s, but the given one is %s: give the"
                                + " right key file.",
                        manifest.name(), key.id(), other.id());
        assertThatThrownBy(() -> world.verify(schema.administrator(), manifest.name()))
                .hasMessageContaining("name its file with --key-file");
    }

    private static void execute(DatabaseLogin login, String... statements) {
        try (Connection connection = login.connect()) {
            for (String statement : statements) {
                Sql.execute(connection, statement);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Definitions definitions(DatabaseLogin login) throws SQLException {
        try (Connection connection = Sessions.reading(login)) {
            return new DefinitionsReader(connection, connection.getCatalog()).read();
        }
    }

    /** Not by the code under test: the server's own words for the values, in its own order. */
    private static List<String> contents(DatabaseLogin login) throws SQLException {
        try (Connection connection = login.connect()) {
            Sql.execute(connection, "SET SESSION sql_mode = ''");
            return Stream.of(
                            "SELECT concat_ws('|', id, f + 0e0, hex(d), d, n, b + 0, y, t, dt, ts,"
                                + " hex(e), e + 0, s + 0, cast(j AS CHAR), hex(c), hex(v), hex(l),"
                                + " sha2(txt, 256), hex(bin), hex(vb), sha2(bl, 256), hex(g), `odd"
                                + " ``name`, virt, shout) FROM kind ORDER BY id",
                            "SELECT concat_ws('|', hex(id), name) FROM parent ORDER BY id",
                            "SELECT concat_ws('|', hex(parent_id), line, amount) FROM child ORDER"
                                    + " BY parent_id",
                            "SELECT coalesce(word, 'null') FROM keyless ORDER BY word",
                            "SELECT concat_ws('|', name, total) FROM a_total ORDER BY name",
                            "SELECT twice(21)")
                    .flatMap(query -> strings(connection, query).stream())
                    .toList();
        }
    }

    private static List<String> strings(Connection connection, String query) {
        try {
            return Sql.strings(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    private static void drop(DatabaseLogin server, String schema) {
        execute(server.on(""), "DROP DATABASE IF EXISTS `" + schema + "`");
    }

    private Path data(Manifest manifest) {
        return folder.resolve(manifest.name() + ".data");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.map(it -> it.getFileName().toString())
                    .filter(it -> !it.equals(".lock"))
                    .toList();
        }
    }
}
