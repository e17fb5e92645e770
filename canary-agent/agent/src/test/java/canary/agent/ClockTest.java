package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Live;
import canary.rollout.Outcome;
import canary.rollout.Phase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A clock that is set neither ends a stage nor holds it. */
class ClockTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private TinyWorld world;
    private TinyRelease release;
    private int ticks;

    @BeforeEach
    void begin() throws IOException {
        world = new TinyWorld();
        release = new TinyRelease(world, directory, shown);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void says_once_that_the_clock_was_set_and_goes_on_by_its_own() {
        Consumer<Phase> setter =
                phase -> {
                    if (phase instanceof Live.Watching) {
                        ticks++;
                        release.setClock(ticks < 3 ? HOUR : Duration.ZERO);
                    }
                };
        assertThat(release.run(text -> text, setter)).contains(Outcome.PROMOTED);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("the machine's clock was set forward by 1h")
                .containsOnlyOnce("the machine's clock was set back by 1h");
    }

    @Test
    void an_agent_that_starts_an_hour_before_the_last_one_ended_is_not_blind() {
        release.pauseBetweenAgents(HOUR.negated());
        assertThat(runTwice()).isEqualTo(Outcome.PROMOTED);
        assertThat(entries()).noneMatch(entry -> entry.phase() instanceof Live.Held);
        List<Entry> lines = Journal.read(directory.resolve("journal.ndjson"));
        for (int i = 2; i < lines.size(); i++) { // the first tick is the opening's
            assertThat(lines.get(i).at()).isAfter(lines.get(i - 1).at());
        }
    }

    @Test
    void an_hour_in_which_nobody_looked_is_no_time_of_a_stage() {
        release.pauseBetweenAgents(HOUR);
        assertThat(runTwice()).isEqualTo(Outcome.PROMOTED);
        List<Entry> watching =
                entries().stream()
                        .filter(
                                entry ->
                                        entry.phase() instanceof Live.Watching at && at.step() == 0)
                        .toList();
        assertThat(watching.getLast().phase().since())
                .isAfterOrEqualTo(watching.getFirst().phase().since().plus(HOUR));
        assertThat(watching)
                .anyMatch(entry -> entry.why().contains("1h in which nobody looked do not count"));
        Entry next = entries().get(entries().indexOf(watching.getLast()) + 1);
        assertThat(next.at()).isAfterOrEqualTo(watching.getLast().phase().since().plusSeconds(10));
    }

    private Outcome runTwice() {
        UnaryOperator<String> slow =
                text -> text.replace("watchAtLeast: 300ms", "watchAtLeast: 10s");
        assertThat(
                        release.run(
                                slow,
                                phase -> {
                                    if (phase instanceof Live.Watching && ++ticks == 2) {
                                        release.stop();
                                    }
                                }))
                .isEmpty();
        return release.run(slow, _ -> {}).orElseThrow();
    }

    private List<Entry> entries() {
        return Journal.peek(directory);
    }
}
