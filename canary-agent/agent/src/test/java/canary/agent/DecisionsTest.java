package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Inbox;
import canary.console.LineConsole;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.mesh.Split;
import canary.rollout.Act;
import canary.rollout.Drift;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.rollout.Rollback;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands of a decision that cannot be written down; the journal here is closed for good. */
class DecisionsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private Inbox inbox;
    private Decisions decisions;

    @BeforeEach
    void begin() {
        Journal journal = Journal.open(directory);
        journal.append(Entry.opening(NOW));
        journal.close();
        inbox = new Inbox(directory.resolve("control"));
        PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
        decisions = new Decisions(journal, inbox, new Trouble(new LineConsole(out)));
    }

    @Test
    void what_asks_something_of_mesh_or_cluster_does_not_stand() {
        for (Act act : List.of(shift(5), new Act.Scale("v2", 1), new Act.Activate("v2"))) {
            assertThat(decisions.write(entry(0, new Live.Shifting(0, NOW), act))).isFalse();
        }
        assertThat(decisions.entries()).hasSize(1);
        assertThat(decisions.isFailing()).isTrue();
        assertThat(inbox.oldest(Set.of())).isNull();
    }

    @Test
    void what_asks_nothing_and_the_way_back_stand_and_are_kept_in_order() {
        Phase restoring = new Rollback.Restoring(NOW, "errors");
        assertThat(decisions.write(entry(0, new Live.Watching(0, NOW)))).isTrue();
        assertThat(decisions.write(entry(1, restoring, shift(0)))).isTrue();
        assertThat(decisions.write(entry(2, restoring, shift(0)))).isTrue();
        assertThat(decisions.entries())
                .extracting(entry -> entry.phase().word())
                .containsExactly("preflight", "watching", "restoring");
    }

    @Test
    void a_later_agent_finds_an_order_to_go_back() {
        decisions.write(entry(0, new Rollback.Restoring(NOW, "errors"), shift(0)));
        Order reminder = inbox.oldest(Set.of());
        assertThat(reminder.verb()).isEqualTo(Order.Verb.ROLLBACK);
        assertThat(reminder.by()).contains("could not write: errors");
        assertThat(inbox.oldest(Set.of(decisions.reminder()))).isNull();
    }

    @Test
    void says_it_once_a_minute() {
        for (int second = 0; second < 150; second++) {
            decisions.write(entry(second, new Live.Shifting(0, NOW), shift(5)));
        }
        assertThat(shown.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("the journal cannot be written"))
                .hasSize(3);
    }

    @Test
    void says_at_the_end_what_the_journal_does_not() {
        decisions.write(entry(0, new Rollback.Restoring(NOW, "errors"), shift(0)));
        decisions.end(NOW);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("the journal does not say where the release stands");
    }

    private static Act shift(int percent) {
        return new Act.Shift(new Split("v1", "v2", percent, Split.Routing.COHORT));
    }

    private static Entry entry(int second, Phase phase, Act... acts) {
        return new Entry(
                NOW.plusSeconds(second),
                phase,
                "because",
                List.of(acts),
                null,
                5,
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Drift.NONE);
    }
}
