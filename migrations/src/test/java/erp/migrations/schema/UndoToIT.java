package erp.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Taking back all steps after one. */
class UndoToIT {
    @TempDir Path folder;
    private final TestSchema schema = TestDatabase.emptySchema();
    private MigrationFolder files = new MigrationFolder(Path.of(""));

    @BeforeEach
    void migrate() {
        files = new MigrationFolder(folder);
        files.pair(
                "V20261101_0100__core_create_one",
                "-- expand\nCREATE TABLE core_one (i int PRIMARY KEY, price decimal(10,2))",
                "DROP TABLE IF EXISTS core_one");
        files.pair(
                "V20261101_0200__core_add_name",
                "-- expand\nALTER TABLE core_one ADD COLUMN name varchar(20)",
                "ALTER TABLE core_one DROP COLUMN name");
        files.pair(
                "V20261101_0300__core_create_two",
                "-- expand\nCREATE TABLE core_two (i int PRIMARY KEY)",
                "DROP TABLE IF EXISTS core_two");
        migrator().migrate();
    }

    @Test
    void all_steps_after_the_stamp_are_taken_back_the_newest_first() throws SQLException {
        assertThat(migrator().undoTo("20261101_0100", DataLoss.REFUSED))
                .extracting(UndoPlan::stamp)
                .containsExactly("20261101_0300", "20261101_0200");
        assertThat(applied()).containsExactly("20261101.0100");
        assertThat(migrator().planUndoTo("20261101_0100")).isEmpty();
        assertThat(migrator().migrate()).containsExactly("20261101_0200", "20261101_0300");
    }

    @Test
    void where_data_would_be_lost_nothing_is_done_unless_that_is_accepted() throws SQLException {
        execute("INSERT INTO core_one VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 3, NULL)");
        assertThat(migrator().planUndoTo("20261101_0100"))
                .extracting(UndoPlan::warning)
                .containsExactly(
                        "Undoing 20261101_0300 core_create_two loses no data.",
                        "Undoing 20261101_0200 core_add_name loses for good: column core_one.name:"
                                + " 2 rows.");
        assertThatThrownBy(() -> migrator().undoTo("20261101_0100", DataLoss.REFUSED))
                .hasMessageContaining("column core_one.name: 2 rows")
                .hasMessageContaining("not accepted");
        assertThat(applied()).hasSize(3);
        assertThat(migrator().undoTo("20261101_0100", DataLoss.ACCEPTED)).hasSize(2);
        assertThat(applied()).hasSize(1);
    }

    @Test
    void the_last_step_alone_is_not_taken_back_either_where_data_would_be_lost()
            throws SQLException {
        execute("INSERT INTO core_two VALUES (1)");
        assertThatThrownBy(() -> migrator().undoLast(DataLoss.REFUSED))
                .hasMessageContaining("table core_two: 1 row");
        assertThat(applied()).hasSize(3);
    }

    @Test
    void an_undo_that_was_killed_goes_on_where_it_was() throws SQLException {
        MortalDataSource counted = mortal(MortalDataSource.NEVER);
        new Migrator(counted.dataSource(), files.read()).undoTo("20261101_0100", DataLoss.ACCEPTED);
        migrator().migrate();
        for (int point = 0; point < counted.statements().size(); point++) {
            MortalDataSource mortal = mortal(point);
            assertThatThrownBy(
                            () ->
                                    new Migrator(mortal.dataSource(), files.read())
                                            .undoTo("20261101_0100", DataLoss.ACCEPTED))
                    .as(counted.statements().get(point))
                    .isInstanceOf(RuntimeException.class);
            migrator().undoTo("20261101_0100", DataLoss.ACCEPTED);
            assertThat(applied()).containsExactly("20261101.0100");
            assertThat(strings("SELECT version FROM schema_step")).isEmpty();
            assertThat(migrator().migrate()).containsExactly("20261101_0200", "20261101_0300");
        }
    }

    @Test
    void a_step_that_was_cut_off_before_the_stamp_is_mended_first() throws SQLException {
        files.pair(
                "V20261101_0150__core_create_late",
                "-- expand\nCREATE TABLE core_late (i int PRIMARY KEY)",
                "DROP TABLE IF EXISTS core_late");
        try (Connection connection = schema.owner().connect()) {
            Step.begin(connection, "20261101.0150", Step.Direction.MIGRATE);
            Sql.execute(connection, "CREATE TABLE core_late (i int PRIMARY KEY)");
        }
        assertThatThrownBy(() -> migrator().undoTo("20261101_0200", DataLoss.ACCEPTED))
                .hasMessageContaining("20261101_0150 was cut off");
        migrator().resume();
        assertThat(migrator().undoTo("20261101_0200", DataLoss.ACCEPTED))
                .extracting(UndoPlan::stamp)
                .containsExactly("20261101_0300");
        assertThat(applied()).contains("20261101.0150");
    }

    @Test
    void a_stamp_of_no_applied_migration_is_refused() {
        assertThatThrownBy(() -> migrator().planUndoTo("20261101_0250"))
                .hasMessage(
                        "20261101_0250 is no applied migration: ./erp db status lists those to go"
                                + " back to.");
    }

    @Test
    void a_step_of_another_build_is_refused_before_anything_is_done() throws SQLException {
        var older = new Migrator(schema.owner().dataSource(), first(2));
        assertThatThrownBy(() -> older.undoTo("20261101_0100", DataLoss.ACCEPTED))
                .hasMessageContaining("20261101_0300 is not one of this build");
        assertThat(applied()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE o FROM core_one o JOIN core_two t ON t.i = o.i | rows of core_one | 1",
                "DELETE FROM core_one WHERE i > 1 | rows of core_one | 2",
                "UPDATE core_one SET price = 0 WHERE i < 3 | old values of core_one | 2",
                "UPDATE core_one o JOIN core_two t ON t.i = o.i SET o.price = 0 | old values of"
                        + " core_one | 1",
                "ALTER TABLE core_one MODIFY COLUMN price decimal(9,1) | digits of core_one.price |"
                        + " 1"
            })
    void what_a_statement_overwrites_removes_or_rounds_counts_as_lost(
            String statement, String what, long rows) throws SQLException {
        execute("INSERT INTO core_one VALUES (1, 1.1, NULL), (2, 2.25, NULL), (3, 3, NULL)");
        execute("INSERT INTO core_two VALUES (1)");
        try (Connection connection = schema.owner().connect()) {
            assertThat(UndoPlan.losses(connection, List.of(statement)))
                    .containsExactly(new UndoPlan.Loss(what, rows));
        }
    }

    private MortalDataSource mortal(int point) {
        return MortalDataSource.of(schema.owner().dataSource(), point);
    }

    private Migrator migrator() {
        return new Migrator(schema.owner().dataSource(), files.read());
    }

    private Migrations first(int number) {
        return new Migrations(files.read().all().subList(0, number));
    }

    private List<String> applied() throws SQLException {
        return strings("SELECT version FROM flyway_schema_history ORDER BY version");
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
