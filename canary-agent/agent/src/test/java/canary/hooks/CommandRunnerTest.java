package canary.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.plan.HookPoint;
import canary.plan.Plan;
import canary.plan.PlanFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** With real programs. */
@Timeout(60)
class CommandRunnerTest {

    @TempDir Path directory;
    private final List<String> lines = new ArrayList<>();

    @Test
    void tells_what_was_said_and_returns_the_last_of_it() throws InterruptedException {
        String last =
                run(
                        "echo one; printf 'two\\r"
                                + "three\\n"
                                + "\\n"
                                + "' >&2; echo $ERP_RELEASE $ERP_STABLE $ERP_CANARY");
        assertThat(lines).containsExactly("one", "two", "three", "next v1 v2");
        assertThat(last).isEqualTo("next v1 v2");
    }

    @Test
    void a_program_that_ends_badly_is_told_with_its_last_lines() {
        assertThatThrownBy(() -> run("seq 1 9; echo the disk is full; exit 7"))
                .isInstanceOf(HookFailure.class)
                .hasMessage("sh ended with 7: 8; 9; the disk is full");
    }

    @Test
    void a_program_that_is_not_there_is_named() {
        Plan plan = plan("backup: {command: [no-such-program]}");
        assertThatThrownBy(() -> new CommandRunner().run(plan, HookPoint.BACKUP, lines::add))
                .isInstanceOf(HookFailure.class)
                .hasMessageContaining("no-such-program cannot be started");
    }

    @Test
    void a_line_without_end_is_cut_and_input_is_empty() throws InterruptedException {
        String last = run("cat; head -c 20000000 /dev/zero | tr '\\0' x");
        assertThat(last).hasSize(300);
    }

    @Test
    void what_a_program_leaves_running_does_not_keep_the_release_waiting() throws Exception {
        String last = run("sleep 600 & echo $! > %s; echo done".formatted(file("left")));
        assertThat(last).isEqualTo("done");
        ProcessHandle.of(pid("left")).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_program_that_is_broken_off_is_gone_with_all_that_it_started() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        run(
                                                "trap '' TERM; sleep 600 & echo $! > %s; echo $$ > %s; wait"
                                                        .formatted(file("child"), file("parent")));
                                    } catch (Throwable e) {
                                        thrown.set(e);
                                    }
                                });
        while (!Files.exists(file("parent")) || Files.size(file("parent")) == 0) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> both =
                Stream.of("child", "parent")
                        .map(this::pid)
                        .map(ProcessHandle::of)
                        .map(it -> it.orElseThrow())
                        .toList();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        for (ProcessHandle each : both) {
            each.onExit().join();
        }
    }

    private String run(String script) throws InterruptedException {
        Plan plan = plan("backup: {command: [sh, -c, '%s']}".formatted(script.replace("'", "''")));
        return new CommandRunner().run(plan, HookPoint.BACKUP, lines::add);
    }

    private static Plan plan(String hook) {
        return PlanFile.parse(
                "release: next\nstable: {version: v1}\ncanary: {version: v2}\nhooks:\n  " + hook,
                _ -> null);
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private long pid(String name) {
        try {
            return Long.parseLong(Files.readString(file(name)).strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
