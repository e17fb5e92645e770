package erp.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.schema.MigrationStatus.State;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

class MigratorIT {
    @TempDir Path folder;
    private final TestSchema schema = TestDatabase.emptySchema();
    private final DataSource owner = schema.owner().dataSource();

    @BeforeEach
    void writeMigrations() throws IOException {
        pair(
                "V20261101_0100__core_create_one",
                "-- expand\nCREATE TABLE core_one (i int PRIMARY KEY)",
                "DROP TABLE IF EXISTS core_one");
        pair(
                "V20261101_0200__core_add_name",
                "-- expand\nALTER TABLE core_one ADD COLUMN name varchar(20)",
                "ALTER TABLE core_one DROP COLUMN name");
    }

    @Test
    void migrating_twice_applies_each_step_once() {
        assertThat(migrator().migrate()).containsExactly("20261101_0100", "20261101_0200");
        assertThat(migrator().migrate()).isEmpty();
    }

    @Test
    void contract_steps_wait_until_they_are_asked_for() throws Exception {
        pair(
                "V20261101_0150__core_drop_nothing",
                "-- contract\nALTER TABLE core_one ADD COLUMN late int",
                "ALTER TABLE core_one DROP COLUMN late");
        assertThat(migrator().migrate()).containsExactly("20261101_0100", "20261101_0200");
        assertThat(states()).containsEntry("20261101_0150", State.PENDING);
        assertThat(migrator().migrateWithContract()).containsExactly("20261101_0150");
        assertThat(migrator().migrate()).isEmpty();
        assertThat(states().values()).containsOnly(State.APPLIED);
    }

    @Test
    void undo_goes_back_one_step_at_a_time_and_leaves_a_trace() throws SQLException {
        migrator().migrate();
        assertThat(migrator().undoLast(DataLoss.ACCEPTED))
                .map(UndoPlan::stamp)
                .contains("20261101_0200");
        assertThat(migrator().undoLast(DataLoss.ACCEPTED))
                .map(UndoPlan::stamp)
                .contains("20261101_0100");
        assertThat(migrator().undoLast(DataLoss.ACCEPTED)).isEmpty();
        assertThat(strings("SELECT concat(version, ' ', name) FROM schema_undo_log ORDER BY id"))
                .containsExactly("20261101.0200 core_add_name", "20261101.0100 core_create_one");
        assertThat(migrator().migrate()).hasSize(2);
    }

    @Test
    void undo_says_first_what_is_lost() throws SQLException {
        migrator().migrate();
        execute("INSERT INTO core_one VALUES (1, 'a'), (2, 'b'), (3, NULL)");
        assertThat(migrator().planUndo().orElseThrow().warning())
                .isEqualTo(
                        "Undoing 20261101_0200 core_add_name loses for good: column core_one.name:"
                                + " 2 rows.");
        migrator().undoLast(DataLoss.ACCEPTED);
        assertThat(migrator().planUndo().orElseThrow().losses())
                .containsExactly(new UndoPlan.Loss("table core_one", 3));
        assertThat(strings("SELECT losses FROM schema_undo_log"))
                .containsExactly("[column core_one.name: 2 rows]");
    }

    @Test
    void a_newer_build_s_migration_is_tolerated_and_not_undone() throws Exception {
        migrator().migrate();
        Migrations older = new Migrations(Migrations.in(folder).all().subList(0, 1));
        var old = new Migrator(owner, older);
        assertThat(old.migrate()).isEmpty();
        assertThat(new SchemaCheck(older).check(owner).ready()).isTrue();
        assertThat(old.status().getLast().state()).isEqualTo(State.UNKNOWN);
        assertThatThrownBy(() -> old.undoLast(DataLoss.ACCEPTED))
                .hasMessageContaining("20261101_0200 is not one of this build");
    }

    @Test
    void an_edited_migration_is_shown_and_stops_the_next_migrate() throws Exception {
        migrator().migrate();
        pair(
                "V20261101_0200__core_add_name",
                "-- expand\nALTER TABLE core_one ADD COLUMN name varchar(21)",
                "");
        pair("V20261101_0300__core_create_two", "-- expand\nCREATE TABLE core_two (i int)", "");
        assertThat(states()).containsEntry("20261101_0200", State.CHANGED);
        assertThatThrownBy(() -> migrator().migrate()).hasMessageContaining("checksum mismatch");
    }

    @Test
    void a_kill_between_a_ddl_statement_and_the_history_is_seen_and_finished() throws Exception {
        killWhile("20261101.0200", "AFTER_DDL");
        assertThat(states()).containsEntry("20261101_0200", State.INTERRUPTED);
        assertThatThrownBy(() -> migrator().migrate())
                .hasMessageContaining(
                        "20261101_0200 was cut off: its change is in the schema, but not in the"
                                + " history");
        assertThat(migrator().resume())
                .contains("Migration 20261101_0200 was complete and is in the history now.");
        assertThat(migrator().migrate()).isEmpty();
        assertThat(states()).containsEntry("20261101_0200", State.APPLIED);
        assertThat(migrator().resume()).isEmpty();
    }

    @Test
    void a_kill_between_a_ddl_statement_and_the_history_can_be_undone() throws Exception {
        killWhile("20261101.0200", "AFTER_DDL");
        assertThat(migrator().undoLast(DataLoss.ACCEPTED))
                .map(UndoPlan::stamp)
                .contains("20261101_0200");
        assertThat(
                        strings(
                                "SELECT column_name FROM information_schema.columns WHERE"
                                        + " table_schema = database() AND table_name = 'core_one'"))
                .containsExactly("i");
        assertThat(migrator().migrate()).containsExactly("20261101_0200");
    }

    @Test
    void a_kill_before_the_first_statement_leaves_nothing_to_mend() throws Exception {
        killWhile("20261101.0200", "BEFORE");
        assertThat(migrator().migrate()).containsExactly("20261101_0200");
    }

    @Test
    void a_kill_of_a_step_that_changes_rows_leaves_all_or_nothing() throws Exception {
        pair(
                "V20261101_0300__core_insert_rows",
                "-- expand\n"
                        + "INSERT INTO core_one VALUES (7, 'seven');\n"
                        + "INSERT INTO core_one VALUES (8, 'eight');",
                "DELETE FROM core_one WHERE i IN (7, 8);");
        killWhile("20261101.0300", "AFTER_MARK");
        assertThat(strings("SELECT count(*) FROM core_one")).containsExactly("0");
        assertThat(migrator().migrate()).containsExactly("20261101_0300");
        assertThat(migrator().planUndo().orElseThrow().losses())
                .containsExactly(new UndoPlan.Loss("rows of core_one", 2));
    }

    @Test
    void an_undo_cut_off_after_its_statement_is_seen_and_finished() throws Exception {
        migrator().migrate();
        try (Connection connection = schema.owner().connect()) {
            Step.begin(connection, "20261101.0200", Step.Direction.UNDO);
            Sql.execute(connection, "ALTER TABLE core_one DROP COLUMN name");
        }
        assertThat(states()).containsEntry("20261101_0200", State.INTERRUPTED);
        assertThatThrownBy(() -> migrator().migrate())
                .hasMessageContaining(
                        "was being undone: its change is gone, but not from the history");
        assertThat(migrator().resume())
                .contains("The undo of migration 20261101_0200 is complete.");
        assertThat(migrator().migrate()).containsExactly("20261101_0200");
    }

    @Test
    void a_failed_migration_is_never_repaired_silently() throws Exception {
        pair(
                "V20261101_0300__core_fail_here",
                "-- expand\nALTER TABLE core_none ADD COLUMN x int",
                "ALTER TABLE core_none DROP COLUMN x");
        assertThatThrownBy(() -> migrator().migrate())
                .hasMessageContaining("core_none")
                .hasMessageContaining("failed: the schema is as it was before");
        assertThat(states()).containsEntry("20261101_0300", State.FAILED);
        assertThatThrownBy(() -> migrator().migrate()).hasMessageContaining("--resume");
        assertThat(new SchemaCheck(Migrations.in(folder)).check(owner).reason())
                .contains("20261101_0300 core_fail_here failed");
        execute("CREATE TABLE core_none (i int)");
        assertThat(migrator().resume())
                .contains("Migration 20261101_0300 had changed nothing and runs anew.");
        assertThat(migrator().migrate()).containsExactly("20261101_0300");
    }

    @Test
    void two_migrators_at_once_apply_each_step_once() {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<CompletableFuture<List<String>>> all =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                    () -> migrator().migrate(), threads))
                            .toList();
            assertThat(all.stream().flatMap(it -> it.join().stream()))
                    .containsExactlyInAnyOrder("20261101_0100", "20261101_0200");
        }
    }

    @Test
    void a_migrate_waits_while_another_machine_changes_the_schema() throws SQLException {
        try (Connection other = schema.owner().connect();
                MigrationLock lock = MigrationLock.take(other)) {
            var migrating = CompletableFuture.supplyAsync(() -> migrator().migrate());
            awaitWaiter(lock.name());
            assertThat(migrating).isNotDone();
            assertThat(History.exists(other, "core_one")).isFalse();
            Sql.number(other, "SELECT RELEASE_LOCK(?)", lock.name());
            assertThat(migrating.join()).hasSize(2);
        }
    }

    private void awaitWaiter(String lock) throws SQLException {
        String waiting =
                "SELECT count(*) FROM information_schema.processlist WHERE id <> connection_id()"
                        + " AND info LIKE concat('%GET_LOCK(''', ?, '%')";
        try (Connection connection = schema.administrator().connect()) {
            while (Sql.number(connection, waiting, lock) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void the_schema_is_ready_when_every_expand_step_of_the_build_is_applied() throws Exception {
        var check = new SchemaCheck(Migrations.in(folder));
        assertThat(check.check(owner).reason())
                .isEqualTo("The schema has never been migrated: run ./erp db migrate.");
        migrator().migrate();
        assertThat(check.check(owner)).isEqualTo(SchemaState.READY);
        pair("V20261101_0300__core_create_two", "-- expand\nCREATE TABLE core_two (i int)", "");
        pair("V20261101_0400__core_drop_two", "-- contract\nDROP TABLE core_two", "");
        assertThat(new SchemaCheck(Migrations.in(folder)).check(owner).reason())
                .isEqualTo(
                        "The schema lacks 1 of this build's migrations, the first is 20261101_0300"
                                + " core_create_two: run ./erp db migrate.");
        migrator().migrate();
        assertThat(new SchemaCheck(Migrations.in(folder)).check(owner).ready()).isTrue();
    }

    @Test
    void a_database_that_is_away_is_not_ready() {
        DataSource nowhere =
                new DatabaseLogin("jdbc:mariadb://127.0.0.1:1/erp", "u", "p").dataSource();
        SchemaState state = SchemaCheck.ofBuild().check(nowhere);
        assertThat(state.ready()).isFalse();
        assertThat(state.reason()).startsWith("The database does not answer");
    }

    private Migrator migrator() {
        return new Migrator(owner, Migrations.in(folder));
    }

    private Map<String, State> states() {
        return migrator().status().stream()
                .collect(Collectors.toMap(MigrationStatus::stamp, MigrationStatus::state));
    }

    /** In a process of its own, which ends at once at the given point. */
    private void killWhile(String version, String point) throws IOException, InterruptedException {
        Path output = folder.resolve("killed.log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledMigrator.class.getName(),
                                schema.owner().url(),
                                schema.owner().user(),
                                schema.owner().password(),
                                folder.toString(),
                                version,
                                point)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor())
                .as(() -> "exit code of the killed migrator, which said: " + read(output))
                .isEqualTo(KilledMigrator.EXIT_CODE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pair(String name, String sql, String undo) throws IOException {
        Files.createDirectories(folder.resolve("migrate"));
        Files.createDirectories(folder.resolve("undo"));
        Files.writeString(folder.resolve("migrate").resolve(name + ".sql"), sql);
        Files.writeString(folder.resolve("undo").resolve(Migration.undoFile(name + ".sql")), undo);
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            return Sql.strings(connection, sql);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(connection, sql);
        }
    }
}
