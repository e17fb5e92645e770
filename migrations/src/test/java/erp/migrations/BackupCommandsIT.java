package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.backup.store.RealS3;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Backups from the command line, on a database that is given. */
class BackupCommandsIT {
    private static final String CORE_BACKUP = "/sql/migrate/V20261127_1310__core_create_backup.sql";

    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private TestSchema schema;

    @BeforeEach
    void begin() throws SQLException {
        schema = TestDatabase.emptySchema();
        DatabaseLogin login = schema.administrator();
        environment.put("ERP_DB_URL", login.url());
        environment.put("ERP_DB_USER", login.user());
        environment.put("ERP_DB_PASSWORD", login.password());
        environment.put("ERP_BACKUP_TO", folder.resolve("kept").toString());
        execute("CREATE TABLE word (w VARCHAR(20))", "INSERT INTO word VALUES ('one'), ('two')");
    }

    @Test
    void a_backup_is_made_proven_listed_and_restored() throws Exception {
        assertThat(run("backup", "--verify")).as(this::err).isZero();
        assertThat(out().lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith("backup " + schema.name() + "-")
                                        .contains(
                                                ": 2 rows in 1 tables, 0.00 MB, migrated to"
                                                        + " nothing,")
                                        .endsWith("not encrypted, in " + folder.resolve("kept")),
                        line ->
                                assertThat(line)
                                        .startsWith("verified " + schema.name())
                                        .contains("2 rows in 1 tables, all the same; "));
        assertThat(run("backups")).isZero();
        assertThat(out()).contains("2 rows").contains("open").contains("verified 20");

        execute("DELETE FROM word");
        assertThat(run("restore", "latest")).isEqualTo(1);
        assertThat(err()).contains("is not empty").contains("--replace");
        assertThat(run("restore", "latest", "--replace")).isEqualTo(1);
        assertThat(out()).contains("The 1 tables that are there now will be lost.");
        assertThat(err()).isEqualTo("Nothing was done. Add --yes to do it.\n");
        assertThat(words()).isEmpty();
        assertThat(run("restore", "latest", "--replace", "--yes")).as(this::err).isZero();
        assertThat(words()).containsExactlyInAnyOrder("one", "two");
        assertThat(run("restore", "--resume", "--yes")).isZero();
        assertThat(out()).isEqualTo("There was nothing to finish.\n");
    }

    @Test
    void a_backup_goes_into_another_schema() throws Exception {
        String other = schema.name() + "_other";
        assertThat(run("backup")).isZero();
        assertThat(run("restore", "latest", "--schema", other, "--yes")).as(this::err).isZero();
        assertThat(out()).contains("restored 2 rows in 1 tables into " + other);
        execute("DROP DATABASE " + other);
    }

    @Test
    void keys_are_made_and_asked_for() throws Exception {
        Path key = folder.resolve("key");
        assertThat(run("backup-key", key.toString())).isZero();
        assertThat(out()).contains("is in " + key);
        assertThat(run("backup-key", key.toString())).isEqualTo(1);
        assertThat(run("backup", "--key-file", key.toString())).isZero();
        assertThat(out()).contains("encrypted with key ");
        assertThat(run("verify", "latest")).isEqualTo(1);
        assertThat(err()).contains("name its file with --key-file or in ERP_BACKUP_KEY_FILE");
        environment.put("ERP_BACKUP_KEY_FILE", key.toString());
        assertThat(run("verify", "latest")).as(this::err).isZero();
    }

    @Test
    void old_backups_go_when_the_new_one_is_proven() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(run("backup")).isZero();
        }
        assertThat(run("backup", "--verify", "--keep", "2")).as(this::err).isZero();
        assertThat(out().lines()).filteredOn(line -> line.startsWith("removed ")).hasSize(2);
        assertThat(run("backups")).isZero();
        assertThat(out().lines()).hasSize(2);
    }

    @Test
    void a_backup_that_cannot_be_proven_removes_nothing() throws Exception {
        assertThat(run("backup")).isZero();
        environment.put("ERP_DB_USER", schema.owner().user());
        environment.put("ERP_DB_PASSWORD", schema.owner().password());
        assertThat(run("backup", "--verify", "--keep", "1")).isEqualTo(1);
        assertThat(err()).contains("The account needs all rights on schemas named");
        assertThat(run("backups")).isZero();
        assertThat(out().lines()).hasSize(2).allMatch(line -> line.endsWith("not verified"));
    }

    @Test
    void the_erp_is_told_how_backups_went_and_one_that_cannot_be_told_is_as_good()
            throws Exception {
        assertThat(run("backup")).isZero();
        assertThat(err()).contains("The ERP could not be told of it: ", "core_backup");
        try (var ddl = getClass().getResourceAsStream(CORE_BACKUP)) {
            execute(new String(ddl.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(run("backup", "--verify")).as(this::err).isZero();
        assertThat(err()).doesNotContain("told");
        String name = out().substring("backup ".length(), out().indexOf(':'));
        assertThat(outcomes()).containsExactly("MADE " + name + " ", "VERIFIED " + name + " ");
        assertThat(run("backup")).isZero();
        assertThat(run("verify", name)).isZero();
        assertThat(outcomes().getLast()).as("the proven one").isEqualTo("VERIFIED " + name + " ");
        environment.put("ERP_BACKUP_TO", "/dev/null/nowhere");
        assertThat(run("backup")).isEqualTo(1);
        assertThat(outcomes().getFirst()).startsWith("FAILED  ").contains("/dev/null/nowhere");
    }

    private List<String> outcomes() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            return Sql.strings(
                    connection,
                    "SELECT concat(what, ' ', name, ' ', why) FROM core_backup ORDER BY 1");
        }
    }

    @Test
    void backups_live_in_a_bucket_too() throws Exception {
        try (RealS3 s3 = RealS3.start(folder.resolve("s3"))) {
            environment.putAll(s3.environment());
            environment.put("ERP_BACKUP_TO", "s3://" + RealS3.BUCKET + "/erp");
            assertThat(run("backup")).as(this::err).isZero();
            assertThat(run("backup", "--verify", "--keep", "1")).as(this::err).isZero();
            assertThat(out()).contains("in s3://kept/erp/").contains("removed " + schema.name());
            assertThat(run("backups")).isZero();
            assertThat(out().lines()).singleElement().asString().contains("verified 20");
            execute("DROP TABLE word");
            assertThat(run("restore", "latest", "--yes")).as(this::err).isZero();
            assertThat(words()).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void what_is_broken_is_listed_as_broken() throws IOException {
        assertThat(run("backup")).isZero();
        Path manifest;
        try (var files = Files.list(folder.resolve("kept"))) {
            manifest =
                    files.filter(it -> it.toString().endsWith(".json")).findFirst().orElseThrow();
        }
        Files.writeString(manifest, Files.readString(manifest).replace("word", "worm"));
        assertThat(run("backups")).isZero();
        assertThat(out()).contains("BROKEN").contains("its checksum is wrong");
        assertThat(run("verify", "latest")).isEqualTo(1);
        assertThat(err()).contains("There is no backup in");
        assertThat(run("verify", "none-20200101T000000Z")).isEqualTo(1);
        assertThat(err()).contains("./erp db backups lists what is there");
    }

    private List<String> words() throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            return Sql.strings(connection, "SELECT w FROM word");
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = schema.administrator().connect()) {
            for (String statement : statements) {
                Sql.execute(connection, statement);
            }
        }
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return new DatabaseCommand(environment, print(out), print(err)).run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
