package erp.migrations.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.schema.MigrationStatus;
import erp.migrations.schema.Migrations;
import erp.migrations.schema.Migrator;
import erp.migrations.schema.RehearsedStep;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pending migrations tried on many rows. */
class RehearsalIT {
    private static final int ROWS = 20_000;

    @TempDir Path folder;
    private final TestSchema schema = TestDatabase.emptySchema();

    @BeforeEach
    void migrate() throws IOException, SQLException {
        migration(
                "V20261127_0901__core_create_one",
                """
                CREATE TABLE core_one (
                    id binary(16) PRIMARY KEY, code varchar(20) NOT NULL, line int NOT NULL, state varchar(9) NOT NULL,
                    at datetime(6) NOT NULL, n bigint AUTO_INCREMENT NOT NULL, CONSTRAINT uq_n UNIQUE (n),
                    CONSTRAINT uq_one UNIQUE (code), CONSTRAINT uq_line UNIQUE (state, line),
                    CONSTRAINT ck_state CHECK (state in ('OPEN', 'CLOSED')))\
                """);
        new Migrator(schema.owner().dataSource(), migrations()).migrate();
        execute(
                "INSERT INTO core_one (id, code, line, state, at) VALUES (repeat('a', 16), 'A', 1,"
                        + " 'OPEN', now()), (repeat('b', 16), 'B', 2, 'CLOSED', now())");
    }

    @Test
    void each_pending_step_is_timed_on_many_rows_and_the_figures_stand_in_the_status()
            throws Exception {
        migration(
                "V20261127_0902__core_index_one",
                "CREATE INDEX ix_one ON core_one (at) ALGORITHM=INPLACE LOCK=NONE");
        migration("V20261127_0903__core_create_two", "CREATE TABLE core_two (i int PRIMARY KEY)");
        migration(
                "V20261127_0904__core_add_two_name",
                "ALTER TABLE core_two ADD COLUMN name varchar(9), ALGORITHM=INSTANT");

        List<RehearsedStep> told = new ArrayList<>();
        assertThat(rehearsal().run(ROWS, told::add)).isEqualTo(told).hasSize(3);
        assertThat(told)
                .extracting(RehearsedStep::table)
                .containsExactly("core_one", "", "core_two");
        assertThat(told)
                .extracting(RehearsedStep::rows)
                .containsExactly((long) ROWS, 0L, (long) ROWS);
        assertThat(told).allSatisfy(it -> assertThat(it.took()).isPositive());
        assertThat(told.getFirst().reads()).isPositive();
        assertThat(told.getFirst().writes()).isPositive();

        assertThat(status())
                .extracting(it -> it.remarks().getLast())
                .containsExactly(
                        told.get(0).sentence(), told.get(1).sentence(), told.get(2).sentence());
        assertThat(told.getFirst().sentence()).startsWith("rehearsed on 20 000 rows of core_one: ");
        assertThat(strings("SELECT count(*) FROM core_one"))
                .as("the real rows")
                .containsExactly("2");
        assertThat(scratch()).isEmpty();
    }

    @Test
    void a_step_that_copies_the_table_is_seen_to_hold_writers_up() throws Exception {
        migration(
                "V20261127_0902__core_widen_one",
                "-- offline: a test\nALTER TABLE core_one MODIFY COLUMN line bigint NOT NULL");
        RehearsedStep step = rehearsal().run(ROWS, _ -> {}).getFirst();
        assertThat(step.writes())
                .as("a writer that comes while the table is copied waits for nearly all of it")
                .isGreaterThan(step.took().dividedBy(4));
    }

    @Test
    void a_step_that_fails_is_named_and_leaves_no_copy_behind() throws Exception {
        migration("V20261127_0902__core_insert_one", "INSERT INTO core_one (code) VALUES ('A')");
        assertThatThrownBy(() -> rehearsal().run(ROWS, _ -> {}))
                .hasMessageStartingWith(
                        "Migration 20261127_0902 core_insert_one fails in its rehearsal: ");
        assertThat(scratch()).isEmpty();
    }

    @Test
    void what_a_killed_rehearsal_left_behind_is_replaced() throws Exception {
        try (Connection connection = schema.administrator().connect()) {
            Sql.execute(connection, "CREATE DATABASE `" + schema.name() + "_rehearsal`");
            Sql.execute(
                    connection, "CREATE TABLE `" + schema.name() + "_rehearsal`.core_one (x int)");
        }
        migration(
                "V20261127_0902__core_add_one_name",
                "ALTER TABLE core_one ADD COLUMN name varchar(9), ALGORITHM=INSTANT");
        assertThat(rehearsal().run(ROWS, _ -> {}).getFirst().rows()).isEqualTo(ROWS);
        assertThat(scratch()).isEmpty();
    }

    @Test
    void two_at_once_on_one_schema_are_refused() throws Exception {
        migration("V20261127_0902__core_create_two", "CREATE TABLE core_two (i int PRIMARY KEY)");
        try (Connection other = schema.administrator().connect()) {
            Sql.number(other, "SELECT GET_LOCK(?, 0)", schema.name() + "_rehearsal");
            assertThatThrownBy(() -> rehearsal().run(1, _ -> {}))
                    .hasMessageStartingWith("Another rehearsal of schema " + schema.name());
        }
    }

    @Test
    void an_account_that_may_not_create_the_copy_is_told_so() {
        var own = new Rehearsal(schema.owner(), migrations());
        migration("V20261127_0902__core_create_two", "CREATE TABLE core_two (i int PRIMARY KEY)");
        assertThatThrownBy(() -> new Rehearsal(schema.owner(), migrations()).run(1, _ -> {}))
                .hasMessageStartingWith(
                        "The account must be one that may create the schema "
                                + schema.name()
                                + "_rehearsal: ");
        assertThatThrownBy(() -> own.run(0, _ -> {})).hasMessageContaining("from 1 to 20000000");
    }

    @Test
    void long_waits_are_told_in_seconds() {
        var step =
                new RehearsedStep(
                        "20261127_0902",
                        "core_one",
                        1_000_000,
                        Duration.ofMillis(3210),
                        Duration.ofMillis(4),
                        Duration.ofMillis(51));
        assertThat(step.sentence())
                .isEqualTo(
                        "rehearsed on 1 000 000 rows of core_one: 3.21 s, readers waited 0.00 s at"
                                + " most, writers 0.05 s");
    }

    private Rehearsal rehearsal() {
        return new Rehearsal(schema.administrator(), migrations());
    }

    private Migrations migrations() {
        return Migrations.in(folder);
    }

    private List<MigrationStatus> status() {
        return new Migrator(schema.owner().dataSource(), migrations())
                .status().stream()
                        .filter(it -> it.state() == MigrationStatus.State.PENDING)
                        .toList();
    }

    private void migration(String name, String sql) {
        try {
            Files.createDirectories(folder.resolve("migrate"));
            Files.createDirectories(folder.resolve("undo"));
            Files.writeString(
                    folder.resolve("migrate").resolve(name + ".sql"), "-- expand\n" + sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> scratch() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            return Sql.strings(
                    connection,
                    "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?",
                    schema.name() + "_rehearsal");
        }
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
