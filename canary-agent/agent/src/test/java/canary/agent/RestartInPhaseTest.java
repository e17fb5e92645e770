package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An agent that dies in a phase, at its beginning or its end, and is started again at once or an
 * hour later: the release ends as it would have.
 */
class RestartInPhaseTest {

    private static final String GATES =
            """
            gates:
              integrations: [{name: bank, path: /bank, every: 1s, failures: 2}]
            """;

    @TempDir Path root;
    private int runs;

    /** A phase's first or last tick in a release that nobody disturbs. */
    private record Death(String line, int tick) {}

    @Test
    void a_good_release_is_promoted() throws IOException {
        assertEndsAlike(0, Outcome.PROMOTED);
    }

    @Test
    void a_bad_release_is_taken_back_and_proves_it() throws IOException {
        assertEndsAlike(0.2, Outcome.ROLLED_BACK);
    }

    private void assertEndsAlike(double errors, Outcome outcome) throws IOException {
        for (Death death : deaths(errors, outcome)) {
            for (Duration gap : List.of(Duration.ofSeconds(1), Duration.ofHours(1))) {
                List<Entry> entries = release(errors, outcome, death, gap);
                assertThat(entries)
                        .as("%s, then nobody for %s", death, gap)
                        .noneMatch(entry -> entry.phase() instanceof Live.Held)
                        .noneMatch(entry -> entry.why().contains("not complete"));
            }
        }
    }

    /** Where the agent can die: at the first and the last tick of each phase. */
    private List<Death> deaths(double errors, Outcome outcome) throws IOException {
        Map<String, Integer> ticks = new LinkedHashMap<>();
        try (TinyWorld world = new TinyWorld()) {
            world.canaryErrors = errors;
            TinyRelease release = release(world);
            assertThat(
                            release.run(
                                    RestartInPhaseTest::plan,
                                    phase -> ticks.merge(line(phase), 1, Integer::sum)))
                    .contains(outcome);
        }
        List<Death> deaths = new ArrayList<>();
        ticks.forEach(
                (line, count) -> {
                    deaths.add(new Death(line, 1));
                    if (count > 1) {
                        deaths.add(new Death(line, count));
                    }
                });
        assertThat(deaths).hasSizeGreaterThan(6);
        return deaths;
    }

    private List<Entry> release(double errors, Outcome outcome, Death death, Duration gap)
            throws IOException {
        try (TinyWorld world = new TinyWorld()) {
            world.canaryErrors = errors;
            TinyRelease release = release(world);
            release.pauseBetweenAgents(gap);
            Map<String, Integer> ticks = new LinkedHashMap<>();
            Optional<Outcome> first =
                    release.run(
                            RestartInPhaseTest::plan,
                            phase -> {
                                int tick = ticks.merge(line(phase), 1, Integer::sum);
                                if (line(phase).equals(death.line()) && tick == death.tick()) {
                                    release.stop();
                                }
                            });
            Optional<Outcome> second =
                    first.isPresent() ? first : release.run(RestartInPhaseTest::plan, _ -> {});
            List<Entry> entries = Journal.peek(root.resolve("" + runs));
            assertThat(second)
                    .as("%s, then nobody for %s: %s", death, gap, entries.getLast().why())
                    .contains(outcome);
            return entries;
        }
    }

    private TinyRelease release(TinyWorld world) {
        return new TinyRelease(world, root.resolve("" + ++runs), new ByteArrayOutputStream());
    }

    private static String plan(String text) {
        return text.replace("gates:\n", GATES);
    }

    private static String line(Phase phase) {
        return phase instanceof Live live ? phase.word() + " " + live.step() : phase.word();
    }
}
