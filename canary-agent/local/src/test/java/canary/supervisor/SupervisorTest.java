package canary.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.cluster.Pod;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

class SupervisorTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;
    private Supervisor supervisor;

    @BeforeEach
    void know() {
        Deployment missing =
                new Deployment(
                        "missing", List.of("/no/such/program"), Map.of(), folder.resolve("m.log"));
        supervisor =
                new Supervisor(
                        List.of(
                                ReadyServer.deployment("v1", folder.resolve("v1.log")),
                                ReadyServer.deployment("v2", folder.resolve("v2.log"), "stubborn"),
                                missing),
                        Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() {
        supervisor.close();
    }

    @Test
    void runs_as_many_copies_as_asked_and_says_where_they_are() throws Exception {
        supervisor.scale("v1", 2);
        await(() -> supervisor.backends("v1").size() == 2);
        List<Pod> pods = supervisor.pods("v1");
        assertThat(pods).extracting(Pod::version).containsOnly("v1");
        assertThat(pods).extracting(Pod::name).doesNotHaveDuplicates();
        assertThat(pods).extracting(Pod::restarts).containsOnly(0);
        assertThat(pods).extracting(Pod::api).isEqualTo(supervisor.backends("v1"));
        assertThat(pods)
                .extracting(Pod::management)
                .doesNotContainAnyElementsOf(supervisor.backends("v1"));
        assertThat(Files.readString(folder.resolve("v1.log"))).contains("started v1");
    }

    @Test
    void tells_how_many_copies_it_is_asked_for_whether_they_run_or_not() {
        assertThat(supervisor.desired("v1")).hasValue(0);
        supervisor.scale("v1", 2);
        assertThat(supervisor.desired("v1")).hasValue(2);
        supervisor.scale("v1", 1);
        assertThat(supervisor.desired("v1")).hasValue(1);
        supervisor.scale("missing", 1);
        assertThat(supervisor.desired("missing")).hasValue(1);
        assertThat(supervisor.desired("v9")).isEmpty();
    }

    @Test
    void asking_again_for_the_same_changes_nothing() {
        supervisor.scale("v1", 1);
        await(() -> supervisor.backends("v1").size() == 1);
        List<Long> before = supervisor.pids("v1");
        supervisor.scale("v1", 1);
        assertThat(supervisor.pids("v1")).isEqualTo(before);
    }

    @Test
    void starts_a_killed_process_again_and_counts_it() {
        supervisor.scale("v1", 1);
        await(() -> supervisor.backends("v1").size() == 1);
        long first = supervisor.pids("v1").getFirst();
        Pod before = supervisor.pods("v1").getFirst();
        assertThat(before.startedAt()).isNotNull();
        assertThat(before.lastEnd()).isNull();
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        await(() -> supervisor.pods("v1").getFirst().restarts() == 1);
        await(() -> supervisor.backends("v1").size() == 1);
        assertThat(supervisor.pids("v1")).hasSize(1).doesNotContain(first);
        Pod pod = supervisor.pods("v1").getFirst();
        assertThat(pod.startedAt()).isAfterOrEqualTo(before.startedAt());
        // Whoever sends SIGKILL does not say why: only the kernel's log knows of memory.
        assertThat(pod.lastEnd()).isEqualTo("exit 137");
    }

    @Test
    void a_killed_process_is_no_backend() {
        supervisor.scale("v1", 1);
        await(() -> supervisor.backends("v1").size() == 1);
        ProcessHandle.of(supervisor.pids("v1").getFirst()).orElseThrow().destroyForcibly();
        await(() -> supervisor.backends("v1").isEmpty());
    }

    @Test
    void scaling_to_zero_leaves_no_process() throws Exception {
        supervisor.scale("v1", 1);
        await(() -> supervisor.backends("v1").size() == 1);
        ProcessHandle process = ProcessHandle.of(supervisor.pids("v1").getFirst()).orElseThrow();
        supervisor.scale("v1", 0);
        assertThat(supervisor.pods("v1")).isEmpty();
        assertThat(supervisor.backends("v1")).isEmpty();
        process.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void kills_what_does_not_end_within_the_limit() {
        supervisor.scale("v2", 1);
        await(() -> supervisor.backends("v2").size() == 1);
        ProcessHandle process = ProcessHandle.of(supervisor.pids("v2").getFirst()).orElseThrow();
        supervisor.close();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_program_that_cannot_be_started_is_tried_again_and_is_never_ready() {
        supervisor.scale("missing", 1);
        await(() -> supervisor.pods("missing").getFirst().restarts() >= 1);
        Pod pod = supervisor.pods("missing").getFirst();
        assertThat(pod.ready()).isFalse();
        // A wrapper that gives the program its session finds out only when it runs.
        assertThat(pod.lastEnd()).isIn("not started", "exit 127");
    }

    @Test
    void refuses_a_version_that_it_does_not_know() {
        assertThatThrownBy(() -> supervisor.scale("v9", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("v9")
                .hasMessageContaining("v1");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for %s", LIMIT).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
