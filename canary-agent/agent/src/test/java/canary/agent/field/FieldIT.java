package canary.agent.field;

import static org.assertj.core.api.Assertions.assertThat;

import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Whole releases by a real agent in a world as the field reports it: each ends as it must. What is
 * wrong with a canary passes every smoke test, so the gates that compare are on their own.
 */
class FieldIT {

    private static final long SEED = 20261126;

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private FieldWorld world;
    private FieldRelease release;

    @BeforeEach
    void begin() throws IOException {
        world = new FieldWorld(SEED);
        release = new FieldRelease(world, directory, shown);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void a_good_release_is_promoted() {
        assertThat(run((_, _) -> {})).as("%s", lastLines()).contains(Outcome.PROMOTED);
        assertThat(world.toCanary()).isEqualTo(100);
    }

    /** A1: no 5xx anywhere. */
    @Test
    void a_canary_that_refuses_every_order_is_rolled_back() {
        world.canary().refusals.put(FieldWorld.ORDER, 422);
        assertThat(run((_, _) -> {})).as("%s", lastLines()).contains(Outcome.ROLLED_BACK);
        assertThat(report()).contains("422");
        assertThat(world.toCanary()).isZero();
    }

    /** A2: 200 for everything, ten times as fast. */
    @Test
    void a_canary_that_does_nothing_is_rolled_back() {
        world.canary().isEmpty = true;
        assertThat(run((_, _) -> {})).as("%s", lastLines()).contains(Outcome.ROLLED_BACK);
        assertThat(report()).contains("business:");
    }

    /** A3: errors below the limit of 5 %, and nothing left to compare them with. */
    @Test
    void harm_that_begins_at_hundred_percent_is_compared_with_what_stable_did_before() {
        FieldRelease.Script script =
                (_, _) -> world.canary().errors = world.toCanary() == 100 ? 0.039 : 0.001;
        assertThat(run(script)).as("%s", lastLines()).contains(Outcome.ROLLED_BACK);
        assertThat(report()).contains("errors:");
    }

    @Test
    void times_that_are_five_times_as_long_at_hundred_percent_are_harm() {
        FieldRelease.Script script =
                (_, _) -> world.canary().slowness = _ -> world.toCanary() == 100 ? 5.0 : 1.0;
        assertThat(run(script)).as("%s", lastLines()).contains(Outcome.ROLLED_BACK);
        assertThat(report()).contains("latency:");
    }

    /** B8: one in ten, of any source. */
    @Test
    void scrapes_that_are_missing_now_and_then_roll_nothing_back() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        world.miss(_ -> world.toCanary() > 0 && random.nextInt(10) == 0);
        assertThat(run((_, _) -> {})).as("%s", lastLines()).contains(Outcome.PROMOTED);
    }

    /** B8: exactly one, of the canary's pods or of the router. */
    @Test
    void one_missing_scrape_of_each_source_rolls_nothing_back() {
        AtomicInteger looks = new AtomicInteger();
        world.miss(source -> world.toCanary() == 5 && looks.incrementAndGet() % 40 == 7);
        assertThat(run((_, _) -> {})).as("%s", lastLines()).contains(Outcome.PROMOTED);
        assertThat(looks).hasPositiveValue();
    }

    /** B9: counters of pods that leave are gone, and what is left is not new. */
    @Test
    void pods_that_leave_and_are_replaced_roll_nothing_back() {
        AtomicInteger ticks = new AtomicInteger();
        FieldRelease.Script script =
                (phase, _) -> {
                    if (phase instanceof Live.Watching) {
                        switch (ticks.incrementAndGet()) {
                            case 2, 30 -> world.scale("v1", 3);
                            case 12, 45 -> world.scale("v1", 2);
                            case 20 -> world.replace(world.stable());
                            case 26 -> world.replace(world.canary());
                            default -> {}
                        }
                    }
                };
        assertThat(run(script)).as("%s", lastLines()).contains(Outcome.PROMOTED);
    }

    /** B12: three times as slow in the first minute of a process. */
    @Test
    void a_cold_start_is_not_blamed() {
        world.canary().slowness = FieldIT::cold;
        assertThat(run((_, _) -> {})).as("%s", lastLines()).contains(Outcome.PROMOTED);
    }

    /** B12: one that never ends is harm. */
    @Test
    void a_cold_start_that_never_ends_is_harm() {
        world.canary().slowness = _ -> 3.0;
        assertThat(run((_, _) -> {})).as("%s", lastLines()).contains(Outcome.ROLLED_BACK);
        assertThat(report()).contains("latency:");
    }

    /** B13: out of memory once. */
    @Test
    void one_restart_is_told_and_not_blamed() {
        AtomicInteger ticks = new AtomicInteger();
        FieldRelease.Script script =
                (phase, _) -> {
                    if (phase instanceof Live.Watching && ticks.incrementAndGet() == 8) {
                        world.restart(world.canary(), "OOMKilled");
                    }
                };
        assertThat(run(script)).as("%s", lastLines()).contains(Outcome.PROMOTED);
        assertThat(report()).contains("OOMKilled");
    }

    /** B13 and A5: again and again, under the same name or under new ones. */
    @Test
    void a_crash_loop_is_harm() {
        assertThat(run(whileWatched(() -> world.restart(world.canary(), "exit 1"))))
                .as("%s", lastLines())
                .contains(Outcome.ROLLED_BACK);
        assertThat(report()).contains("availability:");
    }

    @Test
    void a_crash_loop_under_new_names_is_harm() {
        assertThat(run(whileWatched(() -> world.replace(world.canary()))))
                .as("%s", lastLines())
                .contains(Outcome.ROLLED_BACK);
        assertThat(report()).contains("availability:");
    }

    /** C18: a pause is a person's, and what happens in it is not. */
    @Test
    void a_pause_outlives_good_looks_and_ends_with_a_persons_word() {
        AtomicInteger ticks = new AtomicInteger();
        FieldRelease.Script ann =
                (phase, now) -> {
                    if (phase instanceof Live.Watching && ticks.get() == 0) {
                        release.inbox().put(Order.Verb.PAUSE, "ann", now);
                    }
                    if (phase instanceof Live.Held && ticks.incrementAndGet() == 100) {
                        assertThat(world.weights()).doesNotContain(50);
                        release.inbox().put(Order.Verb.RESUME, "ann", now);
                    }
                };
        String hold = "holdPolicy: {after: 5m, action: rollback, resumeAfter: 1m}";
        assertThat(run("holdPolicy: {after: 0s, action: stay}", hold, ann))
                .as("%s", lastLines())
                .contains(Outcome.PROMOTED);
        assertThat(ticks).hasValue(100);
    }

    @Test
    void harm_in_a_pause_is_acted_on() {
        AtomicInteger orders = new AtomicInteger();
        FieldRelease.Script ann =
                (phase, now) -> {
                    if (phase instanceof Live.Watching && orders.getAndIncrement() == 0) {
                        release.inbox().put(Order.Verb.PAUSE, "ann", now);
                    }
                    if (phase instanceof Live.Held) {
                        world.canary().refusals.put(FieldWorld.ORDER, 422);
                    }
                };
        assertThat(run("holdPolicy: {after: 0s, action: stay}", "holdPolicy: {after: 24h}", ann))
                .as("%s", lastLines())
                .contains(Outcome.ROLLED_BACK);
        assertThat(world.toCanary()).isZero();
    }

    /** C18: who knows of harm and goes on says so, and why. */
    @Test
    void a_harmful_release_is_promoted_only_by_who_accepts_the_harm() {
        AtomicInteger ticks = new AtomicInteger();
        FieldRelease.Script people =
                (phase, now) -> {
                    if (phase instanceof Live.Watching && ticks.get() == 0) {
                        release.inbox()
                                .put(new Order("", Order.Verb.PAUSE, "ann", true, null), now);
                    }
                    if (phase instanceof Live.Held) {
                        world.canary().refusals.put(FieldWorld.ORDER, 422);
                        switch (ticks.incrementAndGet()) {
                            case 60 -> release.inbox().put(Order.Verb.PROMOTE, "bob", now);
                            case 70 -> {
                                assertThat(world.weights()).doesNotContain(50);
                                Order accepted =
                                        new Order(
                                                "",
                                                Order.Verb.PROMOTE,
                                                "bob",
                                                null,
                                                "orders are closed today");
                                release.inbox().put(accepted, now);
                            }
                            default -> {}
                        }
                    }
                    if (ticks.get() >= 70 && world.toCanary() == 50) {
                        world.canary().refusals.clear();
                    }
                };
        run("holdPolicy: {after: 0s, action: stay}", "holdPolicy: {after: 24h}", people);
        assertThat(ticks).as("%s", lastLines()).hasValueGreaterThanOrEqualTo(70);
        assertThat(world.weights()).contains(50);
        assertThat(report())
                .contains("v2 is judged harmful")
                .contains("bob, who accepts the harm: orders are closed today");
    }

    /** C18: whoever puts the weight back each time is told from a mesh that does not follow. */
    @Test
    void a_weight_that_gitops_puts_back_again_and_again_is_held_and_not_fought_for() {
        AtomicInteger ticks = new AtomicInteger();
        FieldRelease.Script gitOps =
                (phase, _) -> {
                    if (phase instanceof Live.Watching && ticks.incrementAndGet() % 5 == 0) {
                        world.meddle(0);
                    }
                };
        assertThat(run(gitOps)).as("%s", lastLines()).contains(Outcome.HELD);
        assertThat(world.weights()).filteredOn(weight -> weight == 5).hasSizeLessThanOrEqualTo(4);
        assertThat(report()).contains("a person must decide who sets the weight", "as GitOps does");
    }

    private Optional<Outcome> run(String line, String instead, FieldRelease.Script script) {
        return release.run(text -> text.replace(line, instead), script);
    }

    private String lastLines() {
        List<String> lines = shown.toString(StandardCharsets.UTF_8).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }

    private static double cold(Duration age) {
        return age.toSeconds() < 50 ? 3 : 1;
    }

    private static FieldRelease.Script whileWatched(Runnable deed) {
        return (phase, _) -> {
            if (phase instanceof Live.Watching) {
                deed.run();
            }
        };
    }

    private Optional<Outcome> run(FieldRelease.Script script) {
        return release.run(text -> text, script);
    }

    private String report() {
        try {
            return Files.readString(directory.resolve("report.md"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
