package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Inbox;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Rollback;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

class HoldAndDriftTest {

    private static final String HOLD = "holdPolicy: {after: 0s, action: stay}";
    private static final String RESUMING = "holdPolicy: {after: 1h, resumeAfter: 2s}";

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private TinyWorld world;
    private TinyRelease release;
    private Inbox inbox;
    private int ticks;

    @BeforeEach
    void begin() throws IOException {
        world = new TinyWorld();
        release = new TinyRelease(world, directory, shown);
        inbox = new Inbox(directory.resolve("control"));
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void keeps_a_share_on_stable_through_the_bake_where_the_plan_says_so() {
        assertThat(release.run(text -> text.replace("weight: 100", "weight: 95"), _ -> {}))
                .contains(Outcome.PROMOTED);
        assertThat(entries())
                .filteredOn(entry -> entry.phase() instanceof Live.Baking)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.weight()).isEqualTo(95));
        assertThat(world.weights()).containsSubsequence(50, 95, 100);
        assertThat(world.pods("v1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smoke", "watching", "baking", "held"})
    void sets_the_weight_again_that_somebody_else_has_changed(String word) throws IOException {
        Consumer<Phase> meddler =
                phase -> {
                    if (word.equals("held") && phase.word().equals("watching") && ticks == 0) {
                        inbox.put(Order.Verb.PAUSE, "ann", Instant.EPOCH);
                    }
                    if (phase.word().equals(word) && ticks++ == 0) {
                        world.meddle(33);
                    } else if (phase instanceof Live.Held && ticks == 5) {
                        inbox.put(Order.Verb.RESUME, "ann", Instant.EPOCH.plusSeconds(1));
                    }
                };
        assertThat(release.run(text -> text, meddler)).contains(Outcome.PROMOTED);
        Entry seen =
                entries().stream().filter(entry -> entry.drift().times() == 1).findFirst().get();
        assertThat(seen.weight()).isEqualTo(33);
        assertThat(seen.acts()).hasSize(1);
        assertThat(entries().getLast().drift().times()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("The weight was changed from outside once")
                .contains("the mesh shows 33 % instead of");
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("the weight was changed from outside to 33 %, once by now");
    }

    @Test
    void holds_a_release_whose_weight_somebody_else_sets_again_and_again() throws IOException {
        Consumer<Phase> meddler =
                phase -> {
                    if (phase instanceof Live.Watching) {
                        world.meddle(33);
                    }
                };
        assertThat(release.run(text -> text, meddler)).contains(Outcome.HELD);
        assertThat(Files.readString(directory.resolve("report.json")))
                .contains(
                        "the weight was put back to 33 % for the third time by somebody else, as"
                                + " GitOps does: the mesh shows 33 % instead of 5 %")
                .contains("a person must decide who sets the weight")
                .contains("\"weightChangedFromOutside\" : 3");
    }

    @Test
    void leaves_a_weight_that_somebody_else_sets_whatever_the_release_does() {
        Consumer<Phase> meddler =
                phase -> {
                    if (phase instanceof Live) {
                        world.meddle(33);
                    }
                    if (phase instanceof Live.Held && ++ticks == 20) {
                        release.stop();
                    }
                };
        String impatient = "patience: {shift: 1s}\n" + RESUMING;
        assertThat(release.run(text -> text.replace(HOLD, impatient), meddler)).isEmpty();
        assertThat(entries().getLast().why()).contains("33 % instead of 5 %; it is left as it is");
        assertThat(entries().getLast().acts()).isEmpty();
        assertThat(world.toCanary()).isEqualTo(33);
    }

    @Test
    void refuses_a_canary_that_somebody_sends_users_to_before_it_is_tested() {
        Consumer<Phase> meddler =
                phase -> {
                    if (phase.word().equals("smoke")) {
                        world.meddle(ticks++ % 2 == 0 ? 33 : 0);
                    }
                };
        world.failingPath = "/api/v1/finance/accounts";
        assertThat(release.run(text -> text, meddler)).contains(Outcome.REFUSED);
        assertThat(world.toCanary()).isZero();
        assertThat(entries().getLast().why())
                .contains("put back to 33 % for the third time by somebody else, as GitOps does");
    }

    @Test
    void takes_back_a_bad_release_whoever_sets_the_weight() {
        world.canaryErrors = 0.2;
        Consumer<Phase> meddler =
                phase -> {
                    if (phase instanceof Rollback.Verifying && ticks++ < 6) {
                        world.meddle(33);
                    }
                };
        assertThat(release.run(text -> text, meddler)).contains(Outcome.ROLLED_BACK);
        assertThat(world.toCanary()).isZero();
        assertThat(entries().getLast().drift().times()).isEqualTo(6);
    }

    @Test
    void goes_on_by_itself_once_all_has_been_well_for_a_while() throws IOException {
        assertThat(release.run(HoldAndDriftTest::resuming, this::blindOnce))
                .contains(Outcome.PROMOTED);
        List<Entry> held =
                entries().stream().filter(entry -> entry.phase() instanceof Live.Held).toList();
        Live.Held last = (Live.Held) held.getLast().phase();
        Entry next = entries().get(entries().indexOf(held.getLast()) + 1);
        assertThat(next.phase()).isEqualTo(new Live.Shifting(0, next.at()));
        assertThat(next.why()).startsWith("well for 2s, it goes on by itself; it was held: blind:");
        assertThat(Duration.between(last.settling().since(), next.at())).hasSeconds(2);
        assertThat(Files.readString(directory.resolve("report.md"))).contains(next.why());
    }

    @Test
    void what_was_held_by_a_person_waits_for_a_person() {
        Consumer<Phase> ann =
                phase -> {
                    if (phase instanceof Live.Watching && ticks == 0) {
                        inbox.put(Order.Verb.PAUSE, "ann", Instant.EPOCH);
                    }
                    if (phase instanceof Live.Held && ++ticks == 100) {
                        inbox.put(Order.Verb.ROLLBACK, "ann", Instant.EPOCH.plusSeconds(1));
                    }
                };
        assertThat(release.run(HoldAndDriftTest::resuming, ann)).contains(Outcome.ROLLED_BACK);
        assertThat(ticks).isGreaterThanOrEqualTo(100);
        assertThat(entries().stream().map(Entry::phase).filter(Live.Held.class::isInstance))
                .isNotEmpty()
                .allMatch(held -> ((Live.Held) held).isByPerson());
    }

    @Test
    void a_hold_that_settles_starts_again_when_nobody_has_looked() {
        Consumer<Phase> killer =
                phase -> {
                    blindOnce(phase);
                    if (phase instanceof Live.Held held && held.settling() != null) {
                        release.stop();
                    }
                };
        assertThat(release.run(text -> resuming(text).replace("2s", "1s"), killer)).isEmpty();
        Instant died = entries().getLast().at();
        assertThat(release.run(text -> resuming(text).replace("2s", "1s"), _ -> {}))
                .contains(Outcome.PROMOTED);
        Entry goesOn =
                entries().stream()
                        .filter(entry -> entry.why().contains("goes on by itself"))
                        .findFirst()
                        .get();
        // A second between the two agents, one of settling, and the looks at either end.
        assertThat(goesOn.at()).isAfterOrEqualTo(died.plusSeconds(2));
    }

    @Test
    void an_agent_that_dies_at_the_end_of_the_bake_does_not_hold_for_what_it_forgot() {
        Consumer<Phase> killer =
                phase -> {
                    if (phase instanceof Live.Baking) {
                        release.stop();
                    }
                };
        assertThat(release.run(text -> text, killer)).isEmpty();
        assertThat(entries().getLast().phase()).isInstanceOf(Live.Baking.class);
        assertThat(release.run(text -> text, _ -> {})).contains(Outcome.PROMOTED);
    }

    private static String resuming(String plan) {
        return plan.replace(HOLD, RESUMING).replace("staleAfter: 10s", "staleAfter: 1s");
    }

    /** Metrics vanish in the first stage until the release has been held for a second. */
    private void blindOnce(Phase phase) {
        if (phase instanceof Live.Watching && ticks == 0) {
            world.isVisible = false;
        } else if (phase instanceof Live.Held && ++ticks == 10) {
            world.isVisible = true;
        }
    }

    private List<Entry> entries() {
        return Journal.peek(directory);
    }
}
