package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.cluster.LocalCluster;
import canary.console.LineConsole;
import canary.journal.Journal;
import canary.mesh.LocalMesh;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.report.ReportFiles;
import canary.rollout.Act;
import canary.rollout.Outcome;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.fleet.VersionStates;
import erp.migrations.sql.DatabaseLogin;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A release names the version that does the jobs, in the database of the servers. */
class ActiveVersionIT {

    @AutoClose private final TestSchema schema = TestDatabase.schema();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    @TempDir Path directory;
    private TinyWorld world;

    @BeforeEach
    void begin() throws Exception {
        world = new TinyWorld();
        sql(
                "insert into core_process (id, version, started_at, seen_at) values"
                        + " (repeat('a', 16), 'v1', utc_timestamp(6), utc_timestamp(6)),"
                        + " (repeat('b', 16), 'v2', utc_timestamp(6), utc_timestamp(6))");
        sql("insert into core_active_version values (1, 'v1', utc_timestamp(6))");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void a_promotion_lets_the_canary_do_the_jobs() throws Exception {
        assertThat(run(schema.owner())).contains(Outcome.PROMOTED);
        assertThat(active()).isEqualTo("v2");
        assertThat(journalled()).containsOnly(new Act.Activate("v2"));
        assertThat(phases(new Act.Activate("v2"))).containsOnly("promoting");
    }

    @Test
    void a_rollback_gives_the_jobs_back_to_stable_where_the_canary_has_taken_them()
            throws Exception {
        sql("update core_active_version set version = 'v2'");
        world.canaryErrors = 0.2;
        assertThat(run(schema.owner())).contains(Outcome.ROLLED_BACK);
        assertThat(active()).isEqualTo("v1");
        assertThat(journalled()).containsOnly(new Act.Activate("v1"));
        assertThat(phases(new Act.Activate("v1"))).containsOnly("restoring");
    }

    @Test
    void a_rollback_goes_on_where_the_jobs_cannot_be_given_back() throws Exception {
        sql("delete from core_process where version = 'v1'");
        world.canaryErrors = 0.2;
        assertThat(run(schema.owner())).contains(Outcome.ROLLED_BACK);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("Activate[version=v1] failed", "No server of version v1 has reported");
    }

    @Test
    void a_canary_that_was_rejected_before_is_refused_with_what_to_do() {
        VersionStates states = new VersionStates(schema.owner().dataSource());
        states.reject("v2", "wrong totals");
        assertThat(run(schema.owner())).contains(Outcome.REFUSED);
        assertThat(Journal.peek(directory).getLast().why())
                .startsWith("v2 was rejected at 20")
                .endsWith(": wrong totals. `./erp db admit v2 --why TEXT` lets it be released");
        assertThat(world.weights()).isEmpty();
    }

    @Test
    void a_canary_that_was_admitted_again_is_released() {
        VersionStates states = new VersionStates(schema.owner().dataSource());
        states.reject("v2", "wrong totals");
        states.admit("v2", "the totals were right");
        assertThat(run(schema.owner())).contains(Outcome.PROMOTED);
    }

    @Test
    void without_a_database_in_the_plan_nothing_is_named() {
        assertThat(run(null)).contains(Outcome.PROMOTED);
        assertThat(journalled()).isEmpty();
    }

    private Optional<Outcome> run(@Nullable DatabaseLogin database) {
        String text =
                Plans.quick(
                        "next", world.control() + "", world.metrics() + "", world.entrance() + "");
        if (database != null) {
            text =
                    text.replace("gates:\n", "gates:\n  data: {enabled: false}\n")
                            + "  database: {url: \"%s\", user: %s, password: \"%s\"}\n"
                                    .formatted(
                                            database.url(), database.user(), database.password());
        }
        Plan plan = PlanFile.parse(text, _ -> null);
        Connections connections =
                Connections.local(
                        plan.local(),
                        new LocalMesh(world.control()),
                        new LocalCluster(world.control()));
        try (Journal journal = Journal.open(directory)) {
            StepTicker ticker = new StepTicker(() -> {});
            Agent agent =
                    new Agent(
                            plan,
                            connections,
                            journal,
                            new ReleaseDirectory(directory),
                            new ReportFiles(plan, directory, null, null)::write,
                            new LineConsole(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                            ticker);
            ticker.stopAfter(2000, agent::stop);
            return agent.run();
        }
    }

    private List<Act> journalled() {
        return Journal.peek(directory).stream()
                .flatMap(entry -> entry.acts().stream())
                .filter(Act.Activate.class::isInstance)
                .toList();
    }

    private List<String> phases(Act act) {
        return Journal.peek(directory).stream()
                .filter(entry -> entry.acts().contains(act))
                .map(entry -> entry.phase().word())
                .toList();
    }

    private String active() throws SQLException {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select version from core_active_version")) {
            row.next();
            return row.getString(1);
        }
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
