package canary.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.TinyWorld;
import canary.agent.io.KeptRelease;
import canary.journal.Entry;
import canary.kubernetes.store.FaultyApiServer.Fault;
import canary.plan.Plans;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.rollout.Promotion;
import canary.rollout.Rollback;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real agent process, killed with SIGKILL at the first line of every phase that it writes to the
 * journal, with the line taken and not taken in turn. Each next one is on another machine, with an
 * empty disk, but at 100 %: there nobody is left to gather evidence against, and a lost record
 * holds the release.
 */
@EnabledIfEnvironmentVariable(
        named = "ERP_TEST_SURVIVAL",
        matches = "true",
        disabledReason = "its agents' deadlines want a machine that does nothing else")
class ClusterAgentKillIT {

    /** A release that does not come on must fail, not run for ever. */
    private static final int MOST_LIVES = 60;

    private static final int LAST_STEP = 2;

    private static final Pattern PHASE =
            Pattern.compile("\"phase\":\\{\"is\":\"([a-z-]+)\"([^}]*)");
    private static final Pattern STEP = Pattern.compile("\"step\":([0-9]+)");

    /** Many deaths take their time; none of it may end a step. */
    private static final String PATIENT =
            """
            bake: 300ms
            patience: {preflight: 1h, deploy: 1h, smoke: 1h, shift: 1h, prove: 1h, scale: 1h}\
            """;

    @TempDir Path directory;
    private final FaultyApiServer server = new FaultyApiServer();

    /** Phases in whose first line an agent died, with their step. */
    private final Set<String> written = new TreeSet<>(Set.of(""));

    private int lives;
    private int machine;

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void a_good_release_is_promoted() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            assertThat(release(world)).isZero();
            assertThat(last()).isInstanceOf(Ended.Promoted.class);
            assertThat(world.split().stable()).isEqualTo("v2");
            assertThat(world.pods("v1")).isEmpty();
        }
        assertThat(written).contains("preflight", "smoke", "watching0", "baking3", "promoting");
    }

    @Test
    void a_bad_release_is_taken_back() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            world.canaryErrors = 0.2;
            assertThat(release(world)).isEqualTo(3);
            assertThat(last()).isInstanceOf(Ended.RolledBack.class);
            assertThat(world.split().canaryPercent()).isZero();
            assertThat(world.pods("v2")).isEmpty();
        }
        assertThat(written).contains("watching0", "restoring", "verifying");
    }

    /** Lives that each die at their next phase; the result is the last one's exit code. */
    private int release(TinyWorld world) throws Exception {
        Path plan =
                Files.writeString(
                        directory.resolve("plan.yaml"),
                        Plans.quick(
                                        "next",
                                        world.control() + "",
                                        world.metrics() + "",
                                        world.entrance() + "")
                                .replace("watchAtMost: 60s", "watchAtMost: 1h")
                                .replace("bake: 300ms", PATIENT));
        while (lives < MOST_LIVES) {
            lives++;
            if (!isAlone()) {
                machine++;
            }
            Process agent = start(plan);
            int exitCode = agent.waitFor();
            server.writingFaults = (_, _) -> Fault.NONE;
            String said = Files.readString(directory.resolve("machine-" + machine + "/agent.out"));
            // A renewal that was on its way when its agent died is taken for life, as it should be.
            if (exitCode == 1 && said.contains("EntranceTakenException")) {
                continue;
            }
            if (exitCode != 137) {
                assertThat(exitCode).as(said).isNotEqualTo(1);
                return exitCode;
            }
            assertKnown(world);
        }
        throw new AssertionError("no end after %d lives; %s".formatted(lives, last()));
    }

    private boolean isAlone() {
        return last() instanceof Live live && live.step() >= LAST_STEP;
    }

    private Process start(Path plan) throws IOException {
        Process agent =
                MortalStoreAgent.start(server, directory.resolve("machine-" + machine), plan);
        server.writingFaults =
                (call, body) -> {
                    if (!call.contains("erp-release-next-journal-")
                            || !written.add(newestPhase(body))) {
                        return Fault.NONE;
                    }
                    agent.destroyForcibly();
                    return written.size() % 2 == 0 ? Fault.ANSWER_LOST : Fault.REFUSED;
                };
        return agent;
    }

    /** The phase of the newest line, with its step but without its times. */
    private static String newestPhase(String body) {
        Matcher phases = PHASE.matcher(body.replace("\\\"", "\""));
        String newest = "";
        while (phases.find()) {
            Matcher step = STEP.matcher(phases.group(2));
            newest = phases.group(1) + (step.find() ? step.group(1) : "");
        }
        return newest;
    }

    private Optional<KeptRelease> release() {
        return new ClusterReleases(server.api(), directory).find("next");
    }

    /** Traffic is where the journal says, or where it is on its way to. */
    private void assertKnown(TinyWorld world) {
        int share = world.split().stable().equals("v2") ? 100 : world.split().canaryPercent();
        assertThat(share).isIn(0, 5, 50, 100);
        Phase phase = last();
        boolean mayReachCanary =
                phase instanceof Live
                        || phase instanceof Promotion.Promoting
                        || phase instanceof Ended.Promoted
                        || phase instanceof Rollback.Restoring;
        assertThat(mayReachCanary || share == 0).as("%s at %d", phase, share).isTrue();
    }

    private Phase last() {
        List<Entry> entries = release().map(KeptRelease::peek).orElse(List.of());
        return entries.isEmpty()
                ? new Groundwork.Preflight(Instant.EPOCH)
                : entries.getLast().phase();
    }
}
