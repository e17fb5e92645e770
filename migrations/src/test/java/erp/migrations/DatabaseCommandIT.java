package erp.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import erp.migrations.fleet.VersionStates;
import erp.migrations.schema.Migration;
import erp.migrations.schema.Migrations;
import erp.migrations.sql.DatabaseLogin;
import erp.migrations.sql.ResourceFolder;
import erp.migrations.sql.Sql;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The command line, once on a database that is given and once on an embedded one. */
class DatabaseCommandIT {
    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void migrate_status_undo_work_on_a_database_that_is_given() {
        TestSchema schema = TestDatabase.emptySchema();
        Map<String, String> environment = environment(schema.owner());
        int known = Migrations.ofBuild().all().size();
        String last = Migrations.ofBuild().all().getLast().stamp();

        assertThat(run(environment, "migrate", "--with-contract")).isZero();
        assertThat(out()).contains("applied " + last).contains(known + " applied");
        assertThat(run(environment, "status")).isZero();
        assertThat(out().lines()).hasSize(known).allMatch(line -> line.contains("  applied "));
        assertThat(run(environment, "undo")).isEqualTo(1);
        assertThat(out()).startsWith("Undoing " + last);
        assertThat(err()).contains("Nothing was done. Add --yes to do it.");
        assertThat(run(environment, "undo", "--yes")).isZero();
        assertThat(out()).contains("undone " + last);
        assertThat(run(environment, "status")).isZero();
        assertThat(out().lines().filter(it -> it.contains("  pending  ")))
                .singleElement()
                .asString()
                .startsWith(last);
    }

    @Test
    void undo_to_a_stamp_says_what_is_lost_and_loses_it_only_when_told() throws Exception {
        TestSchema schema = TestDatabase.schema();
        Map<String, String> environment = environment(schema.owner());
        List<Migration> all = Migrations.ofBuild().all();
        int first =
                IntStream.range(0, all.size())
                        .filter(it -> all.get(it).name().contains("version_state"))
                        .findFirst()
                        .orElseThrow();
        int steps = all.size() - first;
        String before = all.get(first - 1).stamp();
        String last = all.getLast().stamp();
        assertThat(run(environment, "undo", "--to", last)).isZero();
        assertThat(out())
                .isEqualTo("Nothing to undo: no migration after " + last + " is applied.\n");
        new VersionStates(schema.owner().dataSource()).reject("v2", "errors");

        assertThat(run(environment, "undo", "--to", before, "--yes")).isEqualTo(1);
        assertThat(out().lines())
                .hasSize(steps)
                .filteredOn(it -> it.contains("core_version_state: 1 row"))
                .hasSize(1);
        assertThat(err()).contains("Nothing was done. Add --accept-data-loss");
        assertThat(run(environment, "undo", "--to", before, "--accept-data-loss")).isZero();
        assertThat(out()).contains("undone " + last);
        assertThat(run(environment, "status")).isZero();
        assertThat(out())
                .contains("  pending ")
                .contains("               not run yet: ./erp db migrate\n");
        assertThat(run(environment, "migrate")).isZero();
        assertThat(out()).contains(steps + " applied");
    }

    @Test
    void versions_tells_who_runs_who_does_the_jobs_and_who_was_rejected() throws Exception {
        TestSchema schema = TestDatabase.schema();
        Map<String, String> environment = environment(schema.owner());
        assertThat(run(environment, "versions")).isZero();
        assertThat(out()).isEqualTo("running   none: no server has reported for 60 s\n");
        try (var connection = schema.owner().connect()) {
            Sql.execute(
                    connection,
                    "insert into core_process (id, version, host, schema_stamp, started_at,"
                            + " seen_at) values (repeat('a', 16), 'v1', 'pod-1', '20261127_0411',"
                            + " utc_timestamp(6), utc_timestamp(6))");
        }
        assertThat(run(environment, "activate", "v1")).isZero();
        assertThat(run(environment, "reject", "v2", "--why", "3 % errors")).isZero();
        assertThat(out()).isEqualTo("version v2 does no jobs and does not start again\n");
        assertThat(run(environment, "versions")).isZero();
        assertThat(out().lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .matches("running   v1 +on pod-1, schema 20261127_0411"),
                        line -> assertThat(line).startsWith("jobs      version v1 does the jobs"),
                        line ->
                                assertThat(line)
                                        .matches("rejected  v2 +since .* by .*: 3 % errors"));
        assertThat(run(environment, "admit", "v2", "--why", "mended")).isZero();
        assertThat(out()).isEqualTo("version v2 may start\n");
        assertThat(run(environment, "versions")).isZero();
        assertThat(out()).contains("admitted  v2 ");
    }

    @Test
    void account_gives_rights_to_an_application() throws Exception {
        TestSchema schema = TestDatabase.schema();
        Map<String, String> environment = environment(schema.administrator());
        String user = schema.application().user();
        assertThat(run(environment, "account", user)).isEqualTo(1);
        assertThat(err()).startsWith("ERP_ACCOUNT_PASSWORD is missing");
        environment.put("ERP_ACCOUNT_PASSWORD", "changed");
        assertThat(run(environment, "account", user, "--max-connections", "3")).isZero();
        assertThat(out()).isEqualTo("account " + user + " may hold 3 connections\n");
        var login = new DatabaseLogin(schema.application().url(), user, "changed");
        try (var connection = login.connect()) {
            assertThat(Sql.number(connection, "SELECT count(*) FROM flyway_schema_history"))
                    .isPositive();
        }
    }

    @Test
    void activate_names_the_version_that_does_jobs_where_a_server_of_it_runs() throws Exception {
        TestSchema schema = TestDatabase.schema();
        Map<String, String> environment = environment(schema.owner());
        try (var connection = schema.owner().connect()) {
            Sql.execute(
                    connection,
                    "insert into core_process (id, version, started_at, seen_at) values"
                            + " (repeat('a', 16), 'v1', utc_timestamp(6), utc_timestamp(6)),"
                            + " (repeat('b', 16), 'v2', utc_timestamp(6), utc_timestamp(6)),"
                            + " (repeat('c', 16), 'v3', utc_timestamp(6), utc_timestamp(6) -"
                            + " interval 61 second)");
            for (String version : List.of("v1", "v1", "v2", "v1")) {
                assertThat(run(environment, "activate", version)).isZero();
                assertThat(out()).isEqualTo("version %s does the jobs from now on\n", version);
                assertThat(Sql.strings(connection, "select version from core_active_version"))
                        .containsExactly(version);
            }
            assertThat(run(environment, "activate", "v3")).isEqualTo(1);
            assertThat(err())
                    .isEqualTo(
                            "No server of version v3 has reported for 60 s, so it cannot do"
                                    + " jobs.\n");
            assertThat(Sql.strings(connection, "select version from core_active_version"))
                    .containsExactly("v1");
        }
        assertThat(run(environment, "activate")).isEqualTo(2);
        assertThat(err()).startsWith("activate needs the VERSION");
    }

    @Test
    void checks_and_backups_work_on_embedded_schemas() {
        Map<String, String> environment =
                new HashMap<>(Map.of("ERP_DATA_DIR", folder.resolve("data").toString()));
        assertThat(run(environment, "check")).isEqualTo(1);
        assertThat(err()).startsWith("There is no database in");
        assertThat(run(environment, "migrate")).as(this::err).isZero();
        environment.put("ERP_DB_SCHEMA", "erp_demo");
        assertThat(run(environment, "migrate")).as(this::err).isZero();
        environment.remove("ERP_DB_SCHEMA");
        int checks = ResourceFolder.read("sql/check").size();
        assertThat(run(environment, "check")).isEqualTo(checks == 0 ? 1 : 0);
        List<String> lines = out().lines().toList();
        assertThat(lines).hasSize(2 * (checks + 2)).contains("schema erp", "schema erp_demo");
        assertThat(lines.getLast()).isEqualTo("%d checks, %d ok, 0 failed", checks, checks);
        assertThat(lines).filteredOn(line -> line.startsWith("ok   I")).hasSize(2 * checks);

        environment.put("ERP_BACKUP_TO", folder.resolve("backups").toString());
        assertThat(run(environment, "backup", "--verify")).as(this::err).isZero();
        assertThat(out()).contains("all the same; ");
        assertThat(run(environment, "restore", "latest", "--replace", "--yes"))
                .as(this::err)
                .isZero();
        environment.put("ERP_DB_SCHEMA", "erp");
        assertThat(run(environment, "check")).as(this::out).isEqualTo(checks == 0 ? 1 : 0);
    }

    @Test
    void check_fails_on_a_schema_without_tables() {
        TestSchema schema = TestDatabase.emptySchema();
        assertThat(run(environment(schema.owner()), "check")).isEqualTo(1);
    }

    private Map<String, String> environment(DatabaseLogin login) {
        return new HashMap<>(
                Map.of(
                        "ERP_DB_URL",
                        login.url(),
                        "ERP_DB_USER",
                        login.user(),
                        "ERP_DB_PASSWORD",
                        login.password()));
    }

    private int run(Map<String, String> environment, String... arguments) {
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
