package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import canary.trial.SchemaTrial;
import canary.trial.TrialPlan;

import erp.migrations.embedded.EmbeddedDatabase;
import erp.migrations.schema.Migrator;
import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The trial of a release's migrations with real programs, but for the servers. */
@Timeout(240)
class SchemaTrialIT {

    private static final String STAMP = "20991231_2359__crm_change_lead_table.sql";
    private static final String ADD_MOOD =
            "-- expand\nalter table crm_lead add column mood int null, algorithm=instant;\n";
    private static final String DROP_MOOD =
            "alter table crm_lead drop column mood, algorithm=instant;\n";
    private static final List<String> STABLE = List.of("crm_lead.note", "crm_lead.state");

    @TempDir static Path data;
    private static EmbeddedDatabase database;
    private static DatabaseLogin owner;
    private static SchemaShape before;

    @TempDir Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void save() throws Exception {
        database = EmbeddedDatabase.open(data.resolve("db"));
        owner = database.schema("erp");
        new Migrator(owner.dataSource()).migrate();
        List<String> command = new ArrayList<>(db(List.of()));
        command.addAll(List.of("backup", "--verify"));
        assertThat(
                        new ProcessBuilder(command)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor())
                .isZero();
        before = shape();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @AfterEach
    void schema_and_data_are_as_they_were() {
        assertThat(shape().changes(before)).isEmpty();
    }

    @Test
    void a_migration_that_both_versions_can_live_with_passes() throws Exception {
        build(ADD_MOOD, DROP_MOOD);
        assertThat(trial(List.of("crm_lead.mood"))).as(this::told).isEqualTo(SchemaTrial.PASSED);
        assertThat(out().lines().toList())
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("copy ").contains("1 to expand"),
                        it ->
                                assertThat(it)
                                        .startsWith("server  v1 on the schema as it is is ready"),
                        it -> assertThat(it).startsWith("expand  20991231_2359 ("),
                        it -> assertThat(it).startsWith("server  v1 on the expanded schema"),
                        it -> assertThat(it).startsWith("server  v2 beside it"),
                        it -> assertThat(it).startsWith("undo    20991231_2359 ("),
                        it -> assertThat(it).startsWith("server  v1 on the schema without"),
                        it ->
                                assertThat(it)
                                        .startsWith("v1 and v2 work side by side")
                                        .contains("20991231_2359")
                                        .endsWith(" s)"));
    }

    @Test
    void a_migration_that_stable_cannot_live_with_is_refused_with_its_own_words() throws Exception {
        build(
                "-- expand\nalter table crm_lead rename column note to remark, algorithm=instant;",
                "alter table crm_lead rename column remark to note, algorithm=instant;");
        assertThat(trial(List.of("crm_lead.remark"))).isEqualTo(SchemaTrial.REFUSED);
        assertThat(last())
                .startsWith(
                        "refused: v1 does not work on the schema that v2 needs: does not start:"
                            + " Schema validation: missing column [note] in table [crm_lead] (");
    }

    @Test
    void a_canary_that_needs_what_only_a_contract_step_brings_is_refused() throws Exception {
        build(
                "-- contract\nalter table crm_lead add column mood int null, algorithm=instant;",
                DROP_MOOD);
        assertThat(trial(List.of("crm_lead.mood"))).isEqualTo(SchemaTrial.REFUSED);
        assertThat(out()).contains("0 to expand, 1 to contract left out");
        assertThat(last())
                .startsWith("refused: v2 needs more of the schema than its expand steps bring: ")
                .contains("missing column [mood]");
    }

    @Test
    void steps_whose_undo_breaks_stable_are_refused() throws Exception {
        build(
                ADD_MOOD,
                "alter table crm_lead drop column mood, drop column note, algorithm=instant;");
        assertThat(trial(List.of("crm_lead.mood"))).isEqualTo(SchemaTrial.REFUSED);
        assertThat(last())
                .startsWith("refused: v1 does not work when the steps of v2 are taken back: ")
                .contains("missing column [note]");
    }

    @Test
    void steps_that_cannot_be_applied_to_the_data_are_refused() throws Exception {
        build("-- expand\nalter table no_such_table add column a int, algorithm=instant;", "");
        assertThat(trial(List.of())).isEqualTo(SchemaTrial.REFUSED);
        assertThat(last()).startsWith("refused: the data of v1 cannot be expanded for v2: ");
    }

    @Test
    void without_a_pending_migration_no_server_is_started() {
        assertThat(trial(List.of("no.such"))).as(this::told).isEqualTo(SchemaTrial.PASSED);
        assertThat(out()).contains("nothing is pending").doesNotContain("server");
    }

    @Test
    void what_stable_cannot_do_anyhow_is_not_blamed_on_the_migration() throws Exception {
        build(ADD_MOOD, DROP_MOOD);
        assertThat(run(List.of("crm_lead.gone"), List.of())).isEqualTo(SchemaTrial.UNTRIED);
        assertThat(last()).startsWith("not tried: v1 does not work on a copy of its data as they");
    }

    @Test
    void without_a_copy_nothing_is_said_of_the_versions() throws Exception {
        build(ADD_MOOD, DROP_MOOD);
        List<String> db = new ArrayList<>(db(List.of(folder.resolve("build"))));
        db.set(2, "ERP_BACKUP_TO=" + folder.resolve("nowhere"));
        assertThat(run(db, STABLE, List.of())).isEqualTo(SchemaTrial.UNTRIED);
        assertThat(last()).startsWith("not tried: the schema for the trial cannot be had");
    }

    @Test
    void a_trial_that_is_killed_leaves_no_server_and_no_copy() throws Exception {
        build(ADD_MOOD, DROP_MOOD);
        List<String> command = java(List.of(), "canary.Main");
        command.addAll(
                List.of(
                        "release",
                        "try-schema",
                        "--db",
                        quoted(db(List.of(folder.resolve("build")))),
                        "--stable",
                        quoted(serve(STABLE)),
                        "--canary",
                        quoted(serve(List.of("crm_lead.mood"))),
                        "--probe",
                        "probe",
                        "--probe-password",
                        "env:PROBE"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(java.util.Map.of("ERP_STABLE", "v1", "ERP_CANARY", "v2"));
        builder.environment().put("PROBE", "secret");
        Process trial = builder.start();
        List<ProcessHandle> programs;
        try (BufferedReader lines = trial.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("expand ")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            programs = trial.descendants().toList();
            assertThat(shape().beside()).hasSize(2);
            trial.destroyForcibly().waitFor();
        }
        assertThat(programs).isNotEmpty();
        programs.forEach(it -> it.onExit().join());
    }

    private int trial(List<String> canaryColumns) {
        return run(STABLE, canaryColumns);
    }

    private int run(List<String> stableColumns, List<String> canaryColumns) {
        return run(db(List.of(folder.resolve("build"))), stableColumns, canaryColumns);
    }

    private int run(List<String> db, List<String> stableColumns, List<String> canaryColumns) {
        TrialPlan plan =
                new TrialPlan(
                        db,
                        new TrialPlan.Version("v1", serve(stableColumns)),
                        new TrialPlan.Version("v2", serve(canaryColumns)),
                        "probe",
                        "secret",
                        true,
                        Set.of());
        return new SchemaTrial(plan, print(out), print(err)).run();
    }

    /** The canary's build has one migration more. */
    private void build(String migrate, String undo) throws IOException {
        for (String kind : List.of("migrate/V", "undo/U")) {
            Path file = folder.resolve("build/sql/" + kind + STAMP);
            Files.createDirectories(file.getParent());
            Files.writeString(file, kind.startsWith("m") ? migrate : undo);
        }
    }

    private static List<String> db(List<Path> first) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "env",
                                "ERP_DATA_DIR=" + data.resolve("db"),
                                "ERP_BACKUP_TO=" + data.resolve("backups")));
        command.addAll(java(first, "erp.migrations.Main"));
        return command;
    }

    private static List<String> serve(List<String> columns) {
        List<String> command = java(List.of(), StandInServer.class.getName());
        command.addAll(columns);
        return command;
    }

    private static List<String> java(List<Path> first, String main) {
        StringBuilder path = new StringBuilder();
        first.forEach(it -> path.append(it).append(File.pathSeparator));
        return new ArrayList<>(
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path + System.getProperty("java.class.path"),
                        main));
    }

    private static String quoted(List<String> words) {
        return "'" + String.join("' '", words) + "'";
    }

    private static SchemaShape shape() {
        return SchemaShape.of(database.administrator("erp"), "erp");
    }

    private String told() {
        return out() + err.toString(StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String last() {
        return out().lines().toList().getLast();
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
