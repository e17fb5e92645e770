package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import canary.agent.io.Inbox;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Act;
import canary.rollout.Ended;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Rollback;

import erp.migrations.SmallDisk;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A release whose directory lies on a disk that runs full. */
class FullDiskTest {

    @TempDir Path root;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private SmallDisk disk;
    private Path directory;
    private TinyWorld world;
    private TinyRelease release;
    private Inbox inbox;
    private int ticks;
    private int restored;

    @BeforeEach
    void begin() throws IOException {
        try {
            disk = SmallDisk.mounted(root, "4m");
        } catch (IOException e) {
            abort("no file system can be mounted here: " + e.getMessage());
        }
        directory = root.resolve("next");
        world = new TinyWorld();
        release = new TinyRelease(world, directory, shown);
        inbox = new Inbox(directory.resolve("control"));
    }

    @AfterEach
    void end() throws IOException {
        if (disk != null) {
            world.close();
            disk.close();
        }
    }

    @Test
    void nothing_is_asked_that_is_not_written_down_until_there_is_room_again() {
        Consumer<Phase> full =
                phase -> {
                    ticks += phase instanceof Live.Watching ? 1 : 0;
                    if (ticks == 1) {
                        disk.fill();
                    } else if (ticks == 700) {
                        assertThat(world.toCanary()).isEqualTo(lastWritten());
                        free();
                    }
                };
        assertThat(run(full)).contains(Outcome.PROMOTED);
        // Seventy seconds without room: at once, and once a minute.
        assertThat(lines("journal can")).isBetween(2, 3);
        assertThat(lines("the record of the counters has a gap")).isBetween(1, 2);
        assertThat(text())
                .contains("nothing is asked of mesh and cluster until it can")
                .contains("the journal can be written again")
                .contains("the record of the counters can be written again");
        assertThat(entries().getLast().phase()).isInstanceOf(Ended.Promoted.class);
    }

    @Test
    void users_are_taken_off_harm_all_the_same_and_no_later_agent_sends_them_back()
            throws IOException {
        Consumer<Phase> full =
                phase -> {
                    ticks += phase instanceof Live.Watching ? 1 : 0;
                    if (ticks == 1) {
                        disk.fill();
                    } else if (ticks == 10) {
                        world.canaryErrors = 0.2; // by now lines have used up what was left
                    }
                };
        assertThat(run(full)).contains(Outcome.ROLLED_BACK);
        assertThat(world.toCanary()).isZero();
        assertThat(world.pods("v2")).isEmpty();
        assertThat(entries()).noneMatch(entry -> entry.phase() instanceof Rollback);
        assertThat(text())
                .contains("the rollback goes on all the same")
                .contains("the journal does not say how the release ended")
                .contains("the report could not be written");
        disk.free();
        int asked = world.weights().size();
        assertThat(run(_ -> {})).contains(Outcome.ROLLED_BACK);
        assertThat(world.weights().subList(asked, world.weights().size())).containsOnly(0);
        assertThat(entries())
                .anyMatch(
                        entry ->
                                entry.order() != null
                                        && entry.order().verb() == Order.Verb.ROLLBACK);
    }

    @Test
    void a_rollback_that_could_not_be_written_is_written_when_there_is_room() {
        Consumer<Phase> full =
                phase -> {
                    ticks += phase instanceof Live.Watching ? 1 : 0;
                    if (ticks == 1) {
                        disk.fill();
                    } else if (ticks == 10) {
                        world.canaryErrors = 0.2;
                    }
                    if (ticks > 10 && world.toCanary() == 0 && restored++ == 2) {
                        free();
                    }
                };
        assertThat(run(full)).contains(Outcome.ROLLED_BACK);
        assertThat(entries().stream().map(Entry::phase).map(Phase::word).distinct())
                .endsWith("watching", "restoring", "verifying", "reporting", "rolled-back");
        assertThat(inbox.oldest(Set.of())).as("reminder").isNull();
        assertThat(directory.resolve("report.md")).isNotEmptyFile();
    }

    @Test
    void an_order_that_cannot_be_carried_out_keeps_no_rollback_waiting() {
        Consumer<Phase> full =
                phase -> {
                    if (phase instanceof Live.Watching && ticks++ == 0) {
                        inbox.put(Order.Verb.PROMOTE, "ann", Instant.EPOCH);
                        disk.fill();
                        inbox.put(Order.Verb.ROLLBACK, "bob", Instant.EPOCH.plusSeconds(1));
                    }
                };
        assertThat(run(full)).contains(Outcome.ROLLED_BACK);
        assertThat(world.weights()).doesNotContain(50);
        assertThat(world.toCanary()).isZero();
    }

    private Optional<Outcome> run(Consumer<Phase> onTick) {
        return release.run(plan -> plan.replace("bake:", "patience: {scale: 1s}\nbake:"), onTick);
    }

    private void free() {
        try {
            disk.free();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The share of the canary that the journal says was asked for last. */
    private int lastWritten() {
        return entries().stream()
                .flatMap(entry -> entry.acts().stream())
                .filter(Act.Shift.class::isInstance)
                .map(act -> ((Act.Shift) act).split().canaryPercent())
                .reduce(0, (_, last) -> last);
    }

    private int lines(String part) {
        return (int)
                Pattern.compile(Pattern.quote(part) + "(?! be written again)")
                        .matcher(text())
                        .results()
                        .count();
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private List<Entry> entries() {
        return Journal.read(directory.resolve("journal.ndjson"));
    }
}
