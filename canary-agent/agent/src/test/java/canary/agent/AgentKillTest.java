package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plans;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;
import canary.rollout.Promotion;
import canary.rollout.Rollback;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
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
            assertThat(last()).isInstanceOf(Ended.Promoted.class);
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
            assertThat(last()).isInstanceOf(Ended.RolledBack.class);
            assertThat(world.toCanary()).isZero();
            assertThat(world.pods("v2")).isEmpty();
        }
    }

    @Test
    void a_hold_ends_by_itself_and_a_changed_weight_is_set_again_though_agents_die()
            throws Exception {
        String resuming = "holdPolicy: {after: 1h, resumeAfter: 1s}";
        change =
                text ->
                        text.replace("holdPolicy: {after: 0s, action: stay}", resuming)
                                .replace("staleAfter: 10s", "staleAfter: 1s");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        try (TinyWorld world = new TinyWorld()) {
            int held = 0;
            for (int life = 0; life < 40 && held < 4; life++) {
                kill(world, 6 + random.nextInt(8));
                assertKnown(world);
                held += last() instanceof Live.Held ? 1 : 0;
                world.isVisible = !(last() instanceof Live) || held == 4;
                if (held == 2) {
                    world.meddle(50);
                }
            }
            assertThat(held).as("lives that ended in a hold").isEqualTo(4);
            assertThat(start(world).waitFor()).isZero();
        }
        List<Entry> entries = Journal.peek(directory.resolve("releases/next"));
        assertThat(entries.getLast().phase()).isInstanceOf(Ended.Promoted.class);
        assertThat(entries.getLast().drift().times()).isEqualTo(1);
        assertThat(entries).anyMatch(entry -> entry.why().contains("50 % instead of 5 %"));
        assertThat(entries).anyMatch(entry -> entry.why().startsWith("well for 1s, it goes on"));
    }

    private UnaryOperator<String> change = text -> text;
    private final Set<String> killedIn = new TreeSet<>();

    /** Ten lives that end by SIGKILL, and one that may go on to the end. */
    private int release(TinyWorld world, long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int kill = 1; kill <= KILLS; kill++) {
            assertThat(kill(world, 1 + random.nextInt(10)))
                    .as("life %d of seed %d ends by SIGKILL", kill, seed)
                    .isEqualTo(137);
            assertKnown(world);
            killedIn.add(last().word());
        }
        assertThat(killedIn).as("phases that an agent died in").hasSizeGreaterThan(3);
        return start(world).waitFor();
    }

    /** A life that ends by SIGKILL in the given call. */
    private int kill(TinyWorld world, int calls) throws Exception {
        Process agent = start(world);
        AtomicInteger callsLeft = new AtomicInteger(calls);
        world.onCall =
                () -> {
                    if (callsLeft.decrementAndGet() == 0) {
                        agent.destroyForcibly();
                    }
                };
        int exitCode = agent.waitFor();
        world.onCall = () -> {};
        return exitCode;
    }

    /** Traffic is where the journal says, or where it is on its way to. */
    private void assertKnown(TinyWorld world) {
        assertThat(world.toCanary()).isIn(0, 5, 50, 100);
        Phase phase = last();
        boolean mayReachCanary =
                phase instanceof Live
                        || phase instanceof Promotion.Promoting
                        || phase instanceof Ended.Promoted
                        || phase instanceof Rollback.Restoring;
        assertThat(mayReachCanary || world.toCanary() == 0).as("%s", phase).isTrue();
    }

    private Process start(TinyWorld world) throws IOException {
        Path plan = directory.resolve("plan.yaml");
        Files.writeString(
                plan,
                change.apply(
                        Plans.quick(
                                "next",
                                world.control() + "",
                                world.metrics() + "",
                                world.entrance() + "")));
        return MortalAgent.start(plan, directory);
    }

    private Phase last() {
        List<Entry> entries = Journal.peek(directory.resolve("releases/next"));
        return entries.isEmpty()
                ? new Groundwork.Preflight(Instant.EPOCH)
                : entries.getLast().phase();
    }
}
