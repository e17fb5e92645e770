package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import canary.agent.io.EntranceLock;
import canary.agent.io.EntranceTakenException;
import canary.agent.io.ReleaseDirectory;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Two releases never set the weights of one entrance, whatever they are called. */
class TwoReleasesTest {

    @TempDir Path directory;

    @Test
    void the_second_is_refused_with_the_name_and_process_of_the_first() throws Exception {
        try (TinyWorld world = new TinyWorld()) {
            Plan first = plan("first", world.control() + "", world.entrance() + "");
            try (EntranceLock _ =
                    EntranceLock.take(EntranceLock.place(), first, at("elsewhere/first"))) {
                Process second = start(world);
                String said =
                        new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(second.waitFor()).isEqualTo(5);
                assertThat(said)
                        .contains("release first (process " + ProcessHandle.current().pid())
                        .contains("elsewhere/first")
                        .contains("two releases would fight over its traffic");
            }
            assertThat(world.weights()).isEmpty();
            assertThat(start(world).waitFor()).isZero();
        }
    }

    @Test
    void an_entrance_is_the_same_however_it_is_written() throws IOException {
        Path place = directory.resolve("locks");
        Plan first = plan("first", "http://127.0.0.1:9000", "http://erp.test");
        Plan sameControl = plan("second", "http://localhost:9000/", "http://other.test:8080");
        Plan sameEntrance = plan("second", "http://127.0.0.1:9001", "http://ERP.test:80/");
        Plan other = plan("second", "http://127.0.0.1:9001", "https://erp.test");
        try (EntranceLock _ = EntranceLock.take(place, first, at("first"))) {
            for (Plan second : new Plan[] {sameControl, sameEntrance}) {
                assertThatThrownBy(() -> EntranceLock.take(place, second, at("second")))
                        .isInstanceOf(EntranceTakenException.class)
                        .hasMessageContaining("release first");
            }
            EntranceLock.take(place, other, at("second")).close();
        }
        EntranceLock.take(place, sameControl, at("second")).close();
    }

    @Test
    void where_no_lock_can_be_made_a_release_goes_on() throws IOException {
        Path place = Files.createFile(directory.resolve("no directory"));
        Plan plan = plan("first", "http://127.0.0.1:9000", "http://127.0.0.1:8080");
        EntranceLock.take(place, plan, at("first")).close();
        assertThat(place).isRegularFile();
    }

    private ReleaseDirectory at(String name) {
        return new ReleaseDirectory(directory.resolve(name));
    }

    private static Plan plan(String name, String control, String entrance) {
        return PlanFile.parse(
                Plans.quick(name, control, control + "/metrics", entrance), _ -> null);
    }

    private Process start(TinyWorld world) throws IOException {
        Path plan = directory.resolve("plan.yaml");
        Files.writeString(
                plan,
                Plans.quick(
                        "second",
                        world.control() + "",
                        world.metrics() + "",
                        world.entrance() + ""));
        ProcessBuilder agent =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "canary.Main",
                        "release",
                        "start",
                        plan.toString(),
                        "--local");
        agent.environment().put("ERP_DATA_DIR", directory.resolve("data").toString());
        return agent.redirectErrorStream(true).start();
    }
}
