package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Connections;
import canary.agent.io.Inbox;
import canary.agent.io.ReleaseDirectory;
import canary.cluster.LocalCluster;
import canary.console.LineConsole;
import canary.counters.Snapshot;
import canary.journal.Journal;
import canary.mesh.LocalMesh;
import canary.metrics.RecordFile;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;
import canary.replay.LiveComparison;
import canary.replay.RecordingException;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What an agent has found live is found again in what it has recorded, tick by tick. */
class LiveComparisonTest {

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private TinyWorld world;
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");
    private int ticks;

    @BeforeEach
    void begin() throws IOException {
        world = new TinyWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void of_a_release_that_is_promoted() {
        assertThat(run(_ -> {}, 2000)).contains(Outcome.PROMOTED);
        LiveComparison.Result result = compare(plan());
        assertThat(result.differences()).isEmpty();
        assertThat(result.verdicts()).isGreaterThan(60);
        assertThat(result.notRecorded()).containsOnlyKeys("smoke");
    }

    @Test
    void of_a_release_that_is_taken_back() {
        assertThat(run(in(Live.Watching.class, () -> world.canaryErrors = 0.2), 2000))
                .contains(Outcome.ROLLED_BACK);
        assertThat(compare(plan()).differences()).isEmpty();
    }

    @Test
    void of_a_release_that_cannot_be_read_now_and_then() {
        Consumer<Phase> blindNowAndThen =
                phase -> {
                    boolean isWatched = phase instanceof Live.Watching;
                    world.isVisible = !isWatched || ++ticks % 4 != 0;
                };
        assertThat(run(blindNowAndThen, 2000)).contains(Outcome.PROMOTED);
        assertThat(compare(plan()).differences()).isEmpty();
    }

    @Test
    void of_a_release_that_is_held_and_resumed_by_another_agent() {
        Inbox inbox = new Inbox(directory.resolve("control"));
        run(
                in(
                        Live.Watching.class,
                        () -> {
                            if (inbox.oldest(Set.of()) == null) {
                                inbox.put(Order.Verb.PAUSE, "ann", Instant.EPOCH);
                            }
                        }),
                20);
        inbox.put(Order.Verb.RESUME, "ann", Instant.EPOCH.plusSeconds(1));
        assertThat(run(_ -> {}, 2000)).contains(Outcome.PROMOTED);
        assertThat(compare(plan()).differences()).isEmpty();
    }

    @Test
    void other_limits_are_found_out() {
        run(in(Live.Watching.class, () -> world.canaryErrors = 0.04), 2000);
        Plan other = PlanFile.parse(text().replace("maxRestarts: 0", "maxRestarts: 1"), _ -> null);
        assertThat(compare(other).differences()).isNotEmpty();
    }

    @Test
    void a_line_that_was_never_recorded_is_named() throws IOException {
        run(_ -> {}, 2000);
        Path file = directory.resolve("record.ndjson");
        List<Snapshot> snapshots = new RecordFile(file).readAll();
        snapshots.remove(snapshots.size() / 2);
        Files.delete(file);
        snapshots.forEach(new RecordFile(file)::append);
        assertThat(compare(plan()).differences())
                .isNotEmpty()
                .anySatisfy(difference -> assertThat(difference.again()).isNull());
    }

    @Test
    void a_damaged_journal_is_compared_or_refused_in_a_sentence() throws IOException {
        run(in(Live.Watching.class, () -> world.canaryErrors = 0.2), 60);
        Path journal = directory.resolve("journal.ndjson");
        byte[] good = Files.readAllBytes(journal);
        int refused = 0;
        for (long seed = 0; seed < 200; seed++) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            byte[] bad = Arrays.copyOf(good, good.length - random.nextInt(good.length));
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(journal, bad);
            try {
                compare(plan());
            } catch (RecordingException e) {
                refused++;
                assertThat(e.getMessage())
                        .as("seed %d", seed)
                        .contains("journal.ndjson")
                        .doesNotContain("\n", "Exception");
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private LiveComparison.Result compare(Plan plan) {
        return LiveComparison.of(
                directory.resolve("record.ndjson"), directory.resolve("journal.ndjson"), plan);
    }

    private static Consumer<Phase> in(Class<? extends Phase> phase, Runnable change) {
        return now -> {
            if (phase.isInstance(now)) {
                change.run();
            }
        };
    }

    private String text() {
        return Plans.quick(
                        "next", world.control() + "", world.metrics() + "", world.entrance() + "")
                .replace("{unreadyFor: 5s}", "{unreadyFor: 5s, maxRestarts: 0}");
    }

    private Plan plan() {
        return PlanFile.parse(text(), _ -> null);
    }

    private Optional<Outcome> run(Consumer<Phase> onTick, int most) {
        Plan plan = plan();
        Connections connections =
                Connections.local(
                        plan.local(),
                        new LocalMesh(world.control()),
                        new LocalCluster(world.control()));
        try (Journal journal = Journal.open(directory)) {
            StepTicker ticker =
                    new StepTicker(() -> onTick.accept(journal.entries().getLast().phase()), now);
            Agent agent =
                    new Agent(
                            plan,
                            connections,
                            journal,
                            new ReleaseDirectory(directory),
                            _ -> {},
                            new LineConsole(new PrintStream(shown, true, StandardCharsets.UTF_8)),
                            ticker);
            ticker.stopAfter(most, agent::stop);
            Optional<Outcome> outcome = agent.run();
            now = ticker.now().plusSeconds(1);
            return outcome;
        }
    }
}
