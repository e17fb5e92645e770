package erp.migrations.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.backup.archive.Manifest;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

class RestoreIT {
    @TempDir Path folder;
    private BackupWorld world;
    private TestSchema schema;
    private DatabaseLogin server;

    @BeforeEach
    void begin() throws SQLException {
        world = BackupWorld.in(folder);
        schema = RichSchema.make();
        server = schema.administrator();
    }

    @Test
    void a_schema_with_anything_in_it_is_replaced_only_when_asked() throws Exception {
        Manifest manifest = world.backup(server);
        execute("DELETE FROM child", "CREATE TABLE newer (i INT)", "DROP VIEW a_total");
        Restore restore = world.restore(server, schema.name());
        assertThatThrownBy(() -> restore.run(manifest.name(), false))
                .hasMessageContaining("is not empty")
                .hasMessageContaining("--replace");
        assertThat(number("SELECT count(*) FROM child")).isZero();

        assertThat(restore.plan(manifest.name(), true).warning(schema.name()))
                .contains("Restoring backup " + manifest.name())
                .contains("The 7 tables that are there now will be lost.");
        assertThat(number("SELECT count(*) FROM newer")).isZero();

        restore.run(manifest.name(), true);
        assertThat(number("SELECT count(*) FROM child")).isEqualTo(RichSchema.ROWS);
        assertThat(number("SELECT count(*) FROM a_total")).isPositive();
        assertThat(
                        number(
                                "SELECT count(*) FROM information_schema.tables WHERE table_schema"
                                        + " = database() AND table_name = 'newer'"))
                .isZero();
        execute("INSERT INTO kind (v) VALUES ('counter')");
        assertThat(number("SELECT max(id) FROM kind")).isGreaterThanOrEqualTo(100_000);
        assertThatThrownBy(() -> execute("DELETE FROM parent")).hasMessageContaining("fk_child");
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
    }

    @Test
    void tables_that_somebody_holds_are_not_replaced_and_nothing_happens() throws Exception {
        Manifest manifest = world.backup(server);
        execute("DELETE FROM child WHERE line = 1 LIMIT 10");
        try (Connection other = server.connect()) {
            other.setAutoCommit(false);
            Sql.number(other, "SELECT count(*) FROM child");
            assertThatThrownBy(
                            () -> world.restore(server, schema.name()).run(manifest.name(), true))
                    .hasMessageContaining("Lock wait timeout")
                    .hasMessageContaining("Nothing was changed");
        }
        assertThat(number("SELECT count(*) FROM child")).isEqualTo(RichSchema.ROWS - 10);
        assertThat(
                        number(
                                "SELECT count(*) FROM information_schema.triggers"
                                        + " WHERE trigger_schema = database()"))
                .isEqualTo(2);
        assertThat(BackupWorld.beside(server, schema.name())).isEmpty();
        assertThat(world.restore(server, schema.name()).resume()).isEmpty();
        world.restore(server, schema.name()).run(manifest.name(), true);
    }

    @Test
    void a_schema_on_which_servers_work_is_left_alone() throws Exception {
        TestSchema erp = TestDatabase.schema();
        Manifest manifest = world.backup(erp.owner());
        Restore restore = world.restore(erp.administrator(), erp.name());
        try (Connection connection = erp.owner().connect()) {
            Sql.execute(
                    connection,
                    "INSERT INTO core_process (id, version, started_at, seen_at) VALUES"
                            + " (repeat('a', 16), 'v7', utc_timestamp(6), utc_timestamp(6))");
            assertThatThrownBy(() -> restore.run(manifest.name(), true))
                    .hasMessageContaining("Servers of version v7 work on schema");
            Sql.execute(connection, "DELETE FROM core_process");
        }
        restore.run(manifest.name(), true);
        try (Connection application = erp.application().connect()) {
            assertThat(Sql.number(application, "SELECT count(*) FROM flyway_schema_history"))
                    .as("the application still has its rights")
                    .isPositive();
        }
    }

    @Test
    void an_account_without_rights_beside_the_schema_is_told_what_it_needs() {
        Manifest manifest = world.backup(server);
        assertThatThrownBy(() -> world.verify(schema.owner(), manifest.name()))
                .hasMessageContaining("Access denied")
                .hasMessageContaining(
                        "GRANT ALL ON `%s\\_\\_%%`.*", schema.name().replace("_", "\\_"));
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
}
