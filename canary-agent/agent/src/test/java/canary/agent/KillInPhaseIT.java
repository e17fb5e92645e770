package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plans;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.rollout.Rollback;

import erp.migrations.TestDatabase;
import erp.migrations.TestSchema;
import erp.migrations.sql.DatabaseLogin;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A real agent process with every gate on, killed with SIGKILL when a phase begins and again in the
 * look that would end it, phase after phase: the release ends as it would have.
 */
class KillInPhaseIT {

    /** The calls of one look: split, pods of both versions, the mesh's page. */
    private static final int LOOK = 4;

    private static final int MOST_LIVES = 60;

    @TempDir Path directory;
    @AutoClose private final TestSchema schema = TestDatabase.schema();
    private final Set<String> killedAt = new HashSet<>();
    private String waitingFor = "";
    private int calls;

    @Test
    void a_good_release_is_promoted() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            assertThat(release(world, text -> text, _ -> true)).isZero();
            assertThat(world.split().stable()).isEqualTo("v2");
            assertThat(world.pods("v1")).isEmpty();
        }
        assertThat(killedAt).hasSize(22);
        assertThat(entries()).noneMatch(entry -> entry.phase() instanceof Live.Held);
        assertThat(entries().getLast().phase()).isInstanceOf(Ended.Promoted.class);
    }

    @Test
    void a_bad_release_is_taken_back_and_proves_it() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            world.canaryErrors = 0.2;
            assertThat(release(world, text -> text, phase -> phase instanceof Rollback))
                    .isEqualTo(3);
            assertThat(world.toCanary()).isZero();
            assertThat(world.pods("v2")).isEmpty();
        }
        assertThat(killedAt).hasSize(6);
        Phase last = entries().getLast().phase();
        assertThat(last).isInstanceOf(Ended.RolledBack.class);
        assertThat(last.verifiedAt()).isNotNull();
    }

    @Test
    void a_release_that_is_refused_takes_its_canary_away() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            world.canaryInfo = "v3";
            UnaryOperator<String> impatient =
                    text -> text.replace("bake:", "patience: {smoke: 200ms}\nbake:");
            assertThat(release(world, impatient, phase -> phase.word().equals("withdrawing")))
                    .isEqualTo(5);
            assertThat(world.weights()).containsOnly(0);
            assertThat(world.pods("v2")).isEmpty();
        }
        assertThat(killedAt).hasSize(2);
    }

    /** Lives until one is not killed; its exit code. */
    private int release(TinyWorld world, UnaryOperator<String> change, Predicate<Phase> isDeadly)
            throws Exception {
        reportServers();
        Path plan = Files.writeString(directory.resolve("plan.yaml"), change.apply(plan(world)));
        for (int life = 0; life < MOST_LIVES; life++) {
            Process agent = MortalAgent.start(plan, directory);
            calls = 0;
            world.onCall = () -> mayKill(agent, isDeadly);
            int exitCode = agent.waitFor();
            world.onCall = () -> {};
            if (exitCode != 137) {
                return exitCode;
            }
        }
        throw new AssertionError("still not at an end in " + entries().getLast().phase());
    }

    private synchronized void mayKill(Process agent, Predicate<Phase> isDeadly) {
        calls++;
        Phase phase = phase();
        String line = phase instanceof Live live ? phase.word() + " " + live.step() : phase.word();
        if (phase instanceof Ended || !isDeadly.test(phase) || !agent.isAlive()) {
            return;
        }
        if (killedAt.add(line + ", begin")) {
            waitingFor = line;
            agent.destroyForcibly();
        } else if (line.equals(waitingFor) && calls == LOOK && killedAt.add(line + ", end")) {
            agent.destroyForcibly();
        }
    }

    private String plan(TinyWorld world) {
        DatabaseLogin database = schema.owner();
        return Plans.quick(
                                "next",
                                world.control() + "",
                                world.metrics() + "",
                                world.entrance() + "")
                        .replace(
                                "gates:\n",
                                "gates:\n"
                                        + "  integrations: [{name: bank, path: /bank, every: 1s,"
                                        + " failures: 2}]\n")
                + "  database: {url: \"%s\", user: %s, password: \"%s\"}\n"
                        .formatted(database.url(), database.user(), database.password());
    }

    /** Servers of both versions must have reported before one may do the jobs. */
    private void reportServers() throws SQLException {
        try (Connection connection = schema.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "insert into core_process (id, version, started_at, seen_at) values"
                            + " (repeat('a', 16), 'v1', utc_timestamp(6), utc_timestamp(6)),"
                            + " (repeat('b', 16), 'v2', utc_timestamp(6), utc_timestamp(6))");
            statement.executeUpdate(
                    "insert into core_active_version values (1, 'v1', utc_timestamp(6))");
        }
    }

    private Phase phase() {
        List<Entry> entries = entries();
        return entries.isEmpty()
                ? new Groundwork.Preflight(Instant.EPOCH)
                : entries.getLast().phase();
    }

    private List<Entry> entries() {
        return Journal.peek(directory.resolve("releases/next"));
    }
}
