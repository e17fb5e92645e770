package canary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The world of the demo, real but for the ERP and the agent. */
class DemoIT {

    // So many that a release which fails 2 % of them fails some within seconds.
    private static final int RPS = 200;

    @TempDir Path folder;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void a_good_release_passes_and_leaves_no_process() {
        // Another test's embedded database may be a child of this process already.
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        assertThat(demo(DemoRelease.GOOD)).as("%s", told).isZero();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("database", "200 users", ", p95 ", "requests", " 0 refused, 0 failed")
                .contains("watch      from a second terminal: ERP_DATA_DIR=" + folder)
                .contains(" status --local");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isSubsetOf(before);
    }

    @Test
    void the_routers_counters_show_errors_that_come_from_outside() {
        assertThat(demo(DemoRelease.ERRORS)).as("%s", told).isEqualTo(3);
    }

    @Test
    void a_killed_canary_is_started_again_and_counted() {
        assertThat(demo(DemoRelease.CRASH)).as("%s", told).isEqualTo(3);
    }

    @Test
    void a_signal_stops_everything_and_ends_with_130() throws Exception {
        List<String> command = new ArrayList<>(java(DemoIT.class));
        command.addAll(
                List.of(folder.resolve("report").toString(), folder.resolve("data").toString()));
        Process demo = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = demo.inputReader()) {
            while (!"staying".equals(lines.readLine())) {
                assertThat(demo.isAlive()).isTrue();
            }
            List<ProcessHandle> started = demo.descendants().toList();
            assertThat(started).as("database, v1, v2, agent").hasSizeGreaterThanOrEqualTo(4);
            demo.destroy();
            assertThat(demo.waitFor()).isEqualTo(130);
            assertThat(started).noneMatch(ProcessHandle::isAlive);
        }
    }

    /** The demo in a process of its own, with an agent that stays in the middle of a release. */
    public static void main(String[] args) {
        DemoOptions options =
                new DemoOptions(
                        DemoRelease.GOOD,
                        Optional.empty(),
                        Pace.FAST,
                        OptionalInt.of(RPS),
                        List.of(),
                        Optional.of(Path.of(args[0])),
                        Optional.empty(),
                        false);
        List<String> agent = new ArrayList<>(java(StandInAgent.class));
        agent.add(1, "-Dstay=true");
        Programs programs =
                new Programs(
                        Path.of(args[1]),
                        Path.of(args[1]),
                        java(StandInErp.class),
                        agent,
                        List.of("erp", "db"));
        System.exit(new Demo(options, programs, System.out).run());
    }

    private int demo(DemoRelease release) {
        DemoOptions options =
                new DemoOptions(
                        release,
                        Optional.empty(),
                        Pace.FAST,
                        OptionalInt.of(RPS),
                        List.of(),
                        Optional.of(folder.resolve("report")),
                        Optional.empty(),
                        false);
        Programs programs =
                new Programs(
                        folder,
                        folder.resolve("data"),
                        java(StandInErp.class),
                        java(StandInAgent.class),
                        List.of("erp", "db"));
        return new Demo(options, programs, new PrintStream(told, true, StandardCharsets.UTF_8))
                .run();
    }

    private static List<String> java(Class<?> main) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
    }
}
