package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Inbox;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.rollout.Ended;
import canary.rollout.Groundwork;
import canary.rollout.Order;
import canary.rollout.Outcome;
import canary.rollout.Phase;
import canary.rollout.Preparation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What a release has done to the database, by real programs. */
@Timeout(120)
class HooksTest {

    private static final String DONE = "echo %1$s >> %2$s/log; echo %1$s is proven";

    @TempDir Path directory;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private TinyWorld world;
    private TinyRelease release;

    @BeforeEach
    void begin() throws IOException {
        world = new TinyWorld();
        release = new TinyRelease(world, directory.resolve("release"), shown);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void the_data_are_saved_and_migrated_before_the_canary_starts_and_contracted_last() {
        Optional<Outcome> outcome =
                run(
                        hooks(done("backup"), done("expand"), done("contract")),
                        phase -> {
                            if (phase instanceof Groundwork) {
                                assertThat(world.pods("v2")).isEmpty();
                            }
                            if (phase.word().equals("contract")) {
                                assertThat(world.pods("v1")).isEmpty();
                            }
                        });
        assertThat(outcome).contains(Outcome.PROMOTED);
        assertThat(log()).containsExactly("backup", "expand", "contract");
        assertThat(phases())
                .containsSubsequence(
                        "preflight",
                        "backup",
                        "migrate",
                        "recheck",
                        "deploying",
                        "promoting",
                        "contract",
                        "promoted");
        assertThat(read("release/report.md"))
                .contains("the backup is made: backup is proven", "contract is proven");
    }

    @Test
    void without_a_proven_backup_there_is_no_release_and_nothing_is_touched() {
        String fails = "echo no space left on /var/backups >&2; exit 1";
        assertThat(run(hooks(fails, done("expand"), done("contract")), _ -> {}))
                .contains(Outcome.REFUSED);
        assertThat(why())
                .isEqualTo(
                        "the backup failed: sh ended with 1: no space left on /var/backups;"
                                + " nothing was changed");
        assertThat(directory.resolve("log")).doesNotExist();
        assertThat(world.pods("v2")).isEmpty();
        assertThat(world.weights()).isEmpty();
    }

    @Test
    void the_versions_are_tried_on_what_was_saved_before_the_schema_is_touched() {
        String hooks = hooks(done("backup"), done("expand"), done("contract"));
        assertThat(run(with(hooks, "trial", done("trial")), _ -> {})).contains(Outcome.PROMOTED);
        assertThat(log()).containsExactly("backup", "trial", "expand", "contract");
        assertThat(phases()).containsSubsequence("backup", "trial", "migrate", "recheck");
        assertThat(read("release/report.md")).contains("the trial passed: trial is proven");
    }

    @Test
    void versions_that_do_not_pass_the_trial_are_refused_with_nothing_changed() {
        String hooks = hooks(done("backup"), done("expand"), done("contract"));
        String fails = "echo refused: v1 cannot live with it; exit 5";
        assertThat(run(with(hooks, "trial", fails), _ -> {})).contains(Outcome.REFUSED);
        assertThat(why())
                .isEqualTo(
                        "the trial did not pass: sh ended with 5: refused: v1 cannot live with it;"
                                + " nothing was changed");
        assertThat(log()).containsExactly("backup");
        assertThat(world.pods("v2")).isEmpty();
        assertThat(world.weights()).isEmpty();
        assertThat(read("release/report.md"))
                .contains("backup is proven", "v1 cannot live with it");
    }

    @Test
    void a_trial_needs_no_backup_of_this_release_and_no_migration_after_it() {
        String hooks = "hooks:\n  trial: {command: [sh, -c, '%s']}\n".formatted(done("trial"));
        assertThat(run(hooks, _ -> {})).contains(Outcome.PROMOTED);
        assertThat(log()).containsExactly("trial");
    }

    @Test
    void a_version_that_was_rolled_back_is_rejected_however_often_that_must_be_asked() {
        String late = "[ -e %1$s/late ] || exit 1; echo v2 is out".formatted(directory);
        world.canaryErrors = 0.2;
        String hooks = "hooks:\n  reject: {command: [sh, -c, '%s']}\n".formatted(late);
        AtomicInteger waits = new AtomicInteger();
        Optional<Outcome> outcome =
                run(
                        hooks,
                        phase -> {
                            boolean isLast = phase.word().equals("reporting");
                            if (isLast && waits.incrementAndGet() == 5) {
                                write("late");
                            }
                        });
        assertThat(outcome).contains(Outcome.ROLLED_BACK);
        assertThat(Journal.peek(directory.resolve("release")).getLast().why())
                .endsWith("; v2 is rejected: v2 is out");
        assertThat(read("release/report.md")).contains("v2 is rejected: v2 is out", "db admit v2");
    }

    @Test
    void a_rollback_does_not_wait_for_ever_for_a_rejection_and_says_that_it_is_missing() {
        world.canaryErrors = 0.2;
        String hooks =
                """
                hooks: {reject: {command: [sh, -c, 'echo no database; exit 1']}}
                patience: {scale: 3s}
                """;
        assertThat(run(hooks, _ -> {})).contains(Outcome.ROLLED_BACK);
        assertThat(Journal.peek(directory.resolve("release")).getLast().why())
                .contains("v2 is not rejected yet", "no database", "`db reject v2` does it");
    }

    @Test
    void a_version_that_is_promoted_or_refused_is_not_rejected() {
        String reject = "hooks: {reject: {command: [sh, -c, '%s']}}%n".formatted(done("reject"));
        assertThat(run(reject, _ -> {})).contains(Outcome.PROMOTED);
        assertThat(directory.resolve("log")).doesNotExist();
    }

    @Test
    void a_migration_that_fails_refuses_the_release() {
        assertThat(run(hooks(done("backup"), "echo lock wait; exit 1", done("contract")), _ -> {}))
                .contains(Outcome.REFUSED);
        assertThat(why()).contains("could not be migrated", "lock wait", "db status");
        assertThat(world.pods("v2")).isEmpty();
    }

    @Test
    void a_stable_that_the_migration_hurts_is_seen_before_the_canary_starts() {
        Optional<Outcome> outcome =
                run(
                        hooks(done("backup"), done("expand"), done("contract")),
                        phase -> {
                            if (phase instanceof Groundwork.Rechecking) {
                                world.failingVersion = "v1";
                                world.failingPath = "/api/v1/finance/accounts";
                            }
                        });
        assertThat(outcome).contains(Outcome.REFUSED);
        assertThat(why()).contains("smoke", "db undo");
        assertThat(world.pods("v2")).isEmpty();
    }

    @Test
    void what_an_agent_that_stopped_has_begun_is_broken_off_and_begun_again() throws IOException {
        String twice =
                "if [ -e %1$s/begun ]; then echo saved; else echo $$ > %1$s/begun; exec sleep 600; fi"
                        .formatted(directory);
        String plan = hooks(twice, done("expand"), done("contract"));
        assertThat(
                        run(
                                plan,
                                phase -> {
                                    if (phase instanceof Groundwork.Saving && has("begun")) {
                                        release.stop();
                                    }
                                }))
                .isEmpty();
        ProcessHandle.of(Long.parseLong(read("begun").strip())).ifPresent(it -> it.onExit().join());
        assertThat(run(plan, _ -> {})).contains(Outcome.PROMOTED);
        assertThat(log()).containsExactly("expand", "contract");
    }

    @Test
    void who_asks_for_a_pause_during_the_migration_gets_it_when_that_is_done() {
        Inbox inbox = new Inbox(directory.resolve("release/control"));
        String waits =
                "until [ -e %1$s/asked ]; do sleep 0.05; done; echo expand >> %1$s/log"
                        .formatted(directory);
        run(
                hooks(done("backup"), waits, done("contract")),
                phase -> {
                    if (phase instanceof Groundwork.Expanding at) {
                        if (at.wanted() == null) {
                            inbox.put(Order.Verb.PAUSE, "ann", Instant.now());
                        } else {
                            write("asked");
                        }
                    }
                    if (phase instanceof Preparation.Paused at) {
                        assertThat(at.isDeployed()).isFalse();
                        release.stop();
                    }
                });
        assertThat(phases()).endsWith("migrate", "paused");
        assertThat(log()).containsExactly("backup", "expand");
    }

    private String done(String point) {
        return DONE.formatted(point, directory);
    }

    private static String with(String hooks, String point, String script) {
        return hooks.replace(
                "patience:", "  %s: {command: [sh, -c, '%s']}%npatience:".formatted(point, script));
    }

    private static String hooks(String backup, String expand, String contract) {
        return """
        hooks:
          backup: {command: [sh, -c, '%s']}
          expand: {command: [sh, -c, '%s']}
          contract: {command: [sh, -c, '%s']}
        patience: {preflight: 3s}
        """
                .formatted(backup, expand, contract);
    }

    private Optional<Outcome> run(String hooks, Consumer<Phase> onTick) {
        return release.run(
                text -> text + hooks,
                phase -> {
                    onTick.accept(phase);
                    if (phase.hook().isPresent()) {
                        LockSupport.parkNanos(20_000_000); // a program needs time of the clock's
                    }
                });
    }

    private List<String> phases() {
        List<String> words =
                Journal.peek(directory.resolve("release")).stream()
                        .map(entry -> entry.phase().word())
                        .toList();
        return java.util.stream.IntStream.range(0, words.size())
                .filter(i -> i == 0 || !words.get(i).equals(words.get(i - 1)))
                .mapToObj(words::get)
                .toList();
    }

    private String why() {
        Entry last = Journal.peek(directory.resolve("release")).getLast();
        assertThat(last.phase()).isInstanceOf(Ended.Refused.class);
        return last.why();
    }

    private List<String> log() {
        return read("log").lines().toList();
    }

    private boolean has(String name) {
        return Files.exists(directory.resolve(name)) && !read(name).isBlank();
    }

    private void write(String name) {
        try {
            Files.writeString(directory.resolve(name), Instant.now() + "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
