package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plans;
import canary.rollout.Phase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A real agent process, killed with SIGKILL in the middle of a call it makes, and started again.
 */
class AgentKillTest {

    private static final int KILLS = 10;

    @TempDir Path directory;

    @Test
    void a_good_release_is_promoted_though_its_agent_is_killed_ten_times() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            int exitCode = release(world, 1);
            assertThat(exitCode).isZero();
            assertThat(last()).isInstanceOf(Phase.Promoted.class);
            assertThat(world.split().stable()).isEqualTo("v2");
            assertThat(world.pods("v1")).isEmpty();
        }
    }

    @Test
    void a_bad_release_is_taken_back_though_its_agent_is_killed_ten_times() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            world.canaryErrors = 0.2;
            int exitCode = release(world, 2);
            assertThat(exitCode).isEqualTo(3);
            assertThat(last()).isInstanceOf(Phase.RolledBack.class);
            assertThat(world.toCanary()).isZero();
            assertThat(world.pods("v2")).isEmpty();
        }
    }

    private final Set<String> killedIn = new TreeSet<>();

    /** Ten lives that end by SIGKILL, and one that may go on to the end. */
    private int release(TinyWorld world, long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            Process agent = start(world);
            AtomicInteger callsLeft = new AtomicInteger(1 + random.nextInt(10));
            world.onCall =
                    () -> {
                        if (callsLeft.decrementAndGet() == 0) {
                            agent.destroyForcibly();
                        }
                    };
            int exitCode = agent.waitFor();
            world.onCall = () -> {};
            assertThat(exitCode)
                    .as("life %d of seed %d ends by SIGKILL", kill, seed)
                    .isEqualTo(137);
            assertKnown(world);
            killedIn.add(last().word());
        }
        assertThat(killedIn).as("phases that an agent died in").hasSizeGreaterThan(3);
        return start(world).waitFor();
    }

    /** Traffic is where the journal says, or where it is on its way to. */
    private void assertKnown(TinyWorld world) {
        assertThat(world.toCanary()).isIn(0, 5, 50, 100);
        Phase phase = last();
        boolean mayReachCanary =
                phase instanceof Phase.Live
                        || phase instanceof Phase.Promoting
                        || phase instanceof Phase.Promoted
                        || phase instanceof Phase.Restoring;
        assertThat(mayReachCanary || world.toCanary() == 0).as("%s", phase).isTrue();
    }

    private Process start(TinyWorld world) throws IOException {
        Path plan = directory.resolve("plan.yaml");
        Files.writeString(
                plan,
                Plans.quick(
                        "next", world.control() + "", world.metrics() + "", world.entrance() + ""));
        ProcessBuilder agent =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "canary.Main",
                        "release",
                        "start",
                        plan.toString(),
                        "--local");
        agent.environment().put("ERP_DATA_DIR", directory.toString());
        File log = directory.resolve("agent.out").toFile();
        return agent.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private Phase last() {
        List<Entry> entries = Journal.peek(directory.resolve("releases/next"));
        return entries.isEmpty() ? new Phase.Preflight(Instant.EPOCH) : entries.getLast().phase();
    }
}
