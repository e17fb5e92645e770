package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Inbox;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Preparation;

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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What people ask of a release outlives time, policy, agents and harm, as far as they said. */
class PersonTest {

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private TinyWorld world;
    private TinyRelease release;
    private Inbox inbox;
    private int orders;
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

    @ParameterizedTest
    @ValueSource(strings = {"preflight", "deploying", "smoke", "watching", "baking", "held"})
    void a_pause_outlives_time_policy_and_agents(String word) {
        if (word.equals("preflight")) {
            put(Order.Verb.PAUSE); // it is over with the first tick
        }
        Consumer<Phase> ann =
                phase -> {
                    world.isVisible = !word.equals("held") || !(phase instanceof Live.Watching);
                    if (phase.word().equals(word) && orders == 0) {
                        put(Order.Verb.PAUSE);
                    }
                    if (isPaused(phase) && ++ticks == 50) {
                        release.stop();
                    }
                };
        // Held by itself it would go on or be rolled back but for the pause.
        String hold = "holdPolicy: {after: 2s, action: rollback, resumeAfter: 1s}";
        String plan = "patience: {preflight: 1s, deploy: 1s, smoke: 1s, shift: 1s}\n";
        Consumer<Phase> onTick = phase -> world.isVisible |= isPaused(phase);
        assertThat(run(hold, plan, ann.andThen(onTick))).isEmpty();
        assertThat(isPaused(last())).as("%s", last()).isTrue();
        ticks = 0;
        assertThat(run(hold, plan, ann.andThen(onTick))).isEmpty();
        assertThat(isPaused(last())).as("%s", last()).isTrue();
        put(Order.Verb.RESUME);
        world.isVisible = true;
        assertThat(run(hold, plan, _ -> {})).contains(Outcome.PROMOTED);
    }

    @Test
    void no_user_is_sent_to_a_canary_that_was_paused_before() {
        Consumer<Phase> ann =
                phase -> {
                    if (phase instanceof Preparation.Smoking && orders == 0) {
                        put(Order.Verb.PAUSE);
                    } else if (phase instanceof Preparation.Paused && ++ticks == 20) {
                        assertThat(world.weights()).containsOnly(0);
                        put(Order.Verb.ROLLBACK);
                    }
                };
        assertThat(run("holdPolicy: {after: 0s, action: stay}", "", ann)).contains(Outcome.REFUSED);
        assertThat(world.weights()).containsOnly(0);
        assertThat(world.pods("v2")).isEmpty();
    }

    @Test
    void harm_ends_a_pause() {
        Consumer<Phase> ann =
                phase -> {
                    if (phase instanceof Live.Watching && orders == 0) {
                        put(Order.Verb.PAUSE);
                    }
                    world.canaryErrors = phase instanceof Live.Held ? 0.2 : 0;
                };
        assertThat(run("holdPolicy: {after: 1h}", "", ann)).contains(Outcome.ROLLED_BACK);
    }

    @Test
    void harm_does_not_end_a_pause_that_says_so_and_only_acceptance_promotes() throws IOException {
        Consumer<Phase> ann =
                phase -> {
                    if (phase instanceof Live.Watching && orders == 0) {
                        put(new Order("", Order.Verb.PAUSE, "ann", true, null));
                    }
                    if (phase instanceof Live.Held) {
                        world.canaryErrors = 0.2;
                        switch (++ticks) {
                            case 20 -> put(Order.Verb.PROMOTE);
                            case 40 -> {
                                assertThat(world.toCanary()).isEqualTo(5);
                                put(
                                        new Order(
                                                "",
                                                Order.Verb.PROMOTE,
                                                "bob",
                                                null,
                                                "v1 loses orders"));
                            }
                            default -> {}
                        }
                    }
                };
        assertThat(run("holdPolicy: {after: 1h}", "", ann)).contains(Outcome.PROMOTED);
        assertThat(Files.readString(directory.resolve("report.md")))
                .contains("asked by ann, even if it is harmful")
                .contains("v2 is judged harmful: errors: v2 fails")
                .contains("asked by bob, who accepts the harm: v1 loses orders");
    }

    @Test
    void accepted_harm_of_one_gate_is_no_licence_for_another() {
        Consumer<Phase> ann =
                phase -> {
                    if (phase instanceof Live.Watching && orders == 0) {
                        put(new Order("", Order.Verb.PAUSE, "ann", true, null));
                    } else if (phase instanceof Live.Held && ++ticks == 20) {
                        put(new Order("", Order.Verb.PROMOTE, "bob", null, "so be it"));
                    } else if (phase instanceof Live.Watching at && at.step() == 1) {
                        if (++ticks == 23) {
                            release.stop(); // what was accepted is known after a restart
                        }
                        world.failingPath = ticks >= 23 ? "/api/v1/sales/customers" : "";
                    }
                    world.canaryErrors = ticks > 0 ? 0.2 : 0;
                };
        String hold = "holdPolicy: {after: 1h}";
        assertThat(run(hold, "", ann)).isEmpty();
        assertThat(((Live) last()).step()).isEqualTo(1);
        assertThat(run(hold, "", ann)).contains(Outcome.ROLLED_BACK);
        assertThat(((Ended.RolledBack) last()).why()).startsWith("smoke:");
    }

    @Test
    void an_order_that_nobody_can_read_keeps_no_rollback_waiting() {
        Consumer<Phase> ann =
                phase -> {
                    if (phase instanceof Live.Watching && orders == 0) {
                        try {
                            Files.createDirectories(
                                    directory.resolve("control/0000000000000-promote-x"));
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                        put(Order.Verb.ROLLBACK);
                    }
                };
        assertThat(run("holdPolicy: {after: 1h}", "", ann)).contains(Outcome.ROLLED_BACK);
        assertThat(world.toCanary()).isZero();
    }

    @Test
    void a_report_that_cannot_be_written_keeps_no_rollback_from_its_end() throws IOException {
        world.canaryErrors = 0.2;
        Files.createDirectories(directory.resolve("report.json/in the way"));
        assertThat(run("holdPolicy: {after: 1h}", "patience: {scale: 1s}\n", _ -> {}))
                .contains(Outcome.ROLLED_BACK);
        assertThat(entries().getLast().why()).contains("the report could not be written");
        assertThat(directory.resolve("report.md")).isNotEmptyFile();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("the report could not be written: ");
    }

    private static boolean isPaused(Phase phase) {
        return phase instanceof Preparation.Paused
                || (phase instanceof Live.Held held && held.isByPerson());
    }

    private void put(Order.Verb verb) {
        put(new Order("", verb, "ann"));
    }

    private void put(Order order) {
        inbox.put(order, Instant.EPOCH.plusSeconds(orders++));
    }

    private Optional<Outcome> run(String hold, String more, Consumer<Phase> onTick) {
        return release.run(
                plan ->
                        plan.replace("holdPolicy: {after: 0s, action: stay}", more + hold)
                                .replace("staleAfter: 10s", "staleAfter: 1s"),
                onTick);
    }

    private Phase last() {
        return entries().getLast().phase();
    }

    private List<Entry> entries() {
        return Journal.peek(directory);
    }
}
