package erp.migrations.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.Sql;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Contract steps wait for the servers that they would break, and old servers for none. */
class ContractIT {
    private static final String CONTRACT = "20261101_0200";

    @TempDir Path folder;
    private final TestSchema schema = TestDatabase.emptySchema();
    private MigrationFolder files = new MigrationFolder(Path.of(""));

    @BeforeEach
    void write() {
        files = new MigrationFolder(folder);
        files.pair(
                "V20261101_0100__core_create_process",
                "-- expand\n"
                        + "CREATE TABLE core_process (id int AUTO_INCREMENT PRIMARY KEY, version"
                        + " varchar(60), host varchar(100), schema_stamp varchar(13), contracts"
                        + " text, seen_at datetime(6) NOT NULL)",
                "DROP TABLE IF EXISTS core_process");
        files.pair(
                "V20261101_0200__core_drop_version",
                "-- contract\nALTER TABLE core_process DROP COLUMN id",
                "ALTER TABLE core_process ADD COLUMN id int AUTO_INCREMENT PRIMARY KEY");
        files.pair(
                "V20261101_0300__core_create_two",
                "-- expand\nCREATE TABLE core_two (i int PRIMARY KEY)",
                "DROP TABLE IF EXISTS core_two");
    }

    @Test
    void a_contract_step_waits_for_each_server_that_does_not_know_it() throws SQLException {
        migrator().migrate();
        server("v1", "a", "20261101_0100", "", 0);
        server("v1", "b", null, null, 30);
        server("v2", "c", "20261101_0300", "20261001_0000," + CONTRACT, 0);
        files.pair(
                "V20261101_0400__core_create_three", "-- expand\nCREATE TABLE core_3 (i int)", "");

        assertThatThrownBy(() -> migrator().migrateWithContract())
                .hasMessage(
                        "Contract step 20261101_0200 core_drop_version waits: servers run that do"
                                + " not know it: v1 on ?, a. Nothing was applied. Stop them, then"
                                + " try again; one that died counts for 60 s more.");
        assertThat(states()).containsEntry(CONTRACT, MigrationStatus.State.PENDING);
        assertThat(states()).containsEntry("20261101_0400", MigrationStatus.State.PENDING);
        assertThat(remarks(CONTRACT))
                .containsExactly("waits for servers that do not know it: v1 on ?, a");
        assertThat(remarks("20261101_0400")).containsExactly("not run yet: ./erp db migrate");

        assertThat(migrator().migrate()).containsExactly("20261101_0400");
        execute("DELETE FROM core_process WHERE host = 'a'");
        execute(
                "UPDATE core_process SET seen_at = seen_at - INTERVAL 40 SECOND WHERE host IS"
                        + " NULL");
        assertThat(remarks(CONTRACT)).singleElement().asString().startsWith("no server hinders it");
        assertThat(migrator().migrateWithContract()).containsExactly(CONTRACT);
    }

    @Test
    void a_newer_stamp_alone_does_not_say_that_a_server_knows_the_step() throws SQLException {
        migrator().migrate();
        server("v2", "c", "20270101_0000", "20261001_0000", 0);
        assertThatThrownBy(() -> migrator().migrateWithContract())
                .hasMessageContaining("do not know it: v2 on c.");
    }

    @Test
    void servers_from_before_they_said_what_they_know_hold_it_back() throws SQLException {
        migrator().migrate();
        execute(
                "ALTER TABLE core_process DROP COLUMN host, DROP COLUMN schema_stamp, DROP COLUMN"
                        + " contracts");
        execute("INSERT INTO core_process (version, seen_at) VALUES ('v0', utc_timestamp(6))");
        assertThatThrownBy(() -> migrator().migrateWithContract())
                .hasMessageContaining("do not know it: v0 on ?.");
    }

    @Test
    void an_empty_schema_takes_all_steps_in_order() {
        assertThat(migrator().migrateWithContract())
                .containsExactly("20261101_0100", CONTRACT, "20261101_0300");
    }

    @Test
    void a_build_without_the_step_is_not_ready_once_it_is_applied() {
        Migrations all = files.read();
        var old = new SchemaCheck(new Migrations(List.of(all.all().get(0), all.all().get(2))));
        migrator().migrate();
        assertThat(old.check(schema.owner().dataSource())).isEqualTo(SchemaState.READY);

        migrator().migrateWithContract();
        assertThat(old.check(schema.owner().dataSource()).reason())
                .isEqualTo(
                        "The schema has had contract step 20261101_0200, which this build does not"
                                + " know and cannot live with: start the version that brought it,"
                                + " or a newer one.");
        assertThat(new SchemaCheck(all).check(schema.owner().dataSource()).ready()).isTrue();

        migrator().undoTo("20261101_0100", DataLoss.ACCEPTED);
        migrator().migrate();
        assertThat(old.check(schema.owner().dataSource()).ready()).as("taken back").isTrue();
    }

    @Test
    void an_application_reads_which_contract_steps_there_were() {
        migrator().migrateWithContract();
        schema.grant();
        var old = new SchemaCheck(new Migrations(List.of(files.read().all().getFirst())));
        assertThat(old.check(schema.application().dataSource()).ready()).isFalse();
    }

    private Migrator migrator() {
        return new Migrator(schema.owner().dataSource(), files.read());
    }

    private Map<String, MigrationStatus.State> states() {
        return migrator().status().stream()
                .collect(Collectors.toMap(MigrationStatus::stamp, MigrationStatus::state));
    }

    private List<String> remarks(String stamp) {
        return migrator().status().stream()
                .filter(it -> it.stamp().equals(stamp))
                .flatMap(it -> it.remarks().stream())
                .toList();
    }

    private void server(
            String version,
            String host,
            @Nullable String stamp,
            @Nullable String contracts,
            int silentSeconds)
            throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Sql.update(
                    connection,
                    "INSERT INTO core_process (version, host, schema_stamp, contracts, seen_at)"
                            + " VALUES (?, ?, ?, ?, utc_timestamp(6) - INTERVAL ? SECOND)",
                    version,
                    stamp == null ? null : host,
                    stamp,
                    contracts,
                    silentSeconds);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect()) {
            Sql.execute(connection, sql);
        }
    }
}
