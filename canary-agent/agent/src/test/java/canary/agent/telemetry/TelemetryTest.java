package canary.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.TinyWorld;
import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.TimedCalls;
import canary.cluster.LocalCluster;
import canary.counters.DataCheck;
import canary.counters.PodState;
import canary.counters.Snapshot;
import canary.counters.UserMinutes;
import canary.counters.Violation;
import canary.mesh.LocalMesh;
import canary.mesh.Mesh;
import canary.mesh.Split;
import canary.metrics.RecordFile;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class TelemetryTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private boolean isSplitHidden;

    @TempDir Path directory;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private TinyWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new TinyWorld();
        world.scale("v2", 1);
    }

    @AfterEach
    void end() {
        world.close();
        threads.shutdownNow();
    }

    @Test
    void takes_the_users_from_the_pods_where_the_mesh_counts_none() {
        world.extraOfPods = "erp_user_minutes_total{version=\"%s\",outcome=\"good\"} 7\n";
        assertThat(look(telemetry(), 0).usersOf("v2")).contains(new UserMinutes("v2", 7, 0));
    }

    @Test
    void takes_the_users_from_the_mesh_where_it_counts_them() {
        world.extraOfPods = "erp_user_minutes_total{version=\"%s\",outcome=\"good\"} 7\n";
        world.extraOfMesh = "erp_user_minutes_total{version=\"v2\",outcome=\"bad\"} 2\n";
        assertThat(look(telemetry(), 0).users()).containsExactly(new UserMinutes("v2", 0, 2));
    }

    @Test
    void remembers_pods_by_name_with_their_starts_and_how_many_are_asked_for() {
        world.podsBegan = START.minusSeconds(90);
        world.scale("v1", 2);
        Snapshot seen = look(telemetry(), 0);
        assertThat(seen.podsOf("v1"))
                .containsExactly(
                        new PodState("v1", true, 0, "v1-0", world.podsBegan, null),
                        new PodState("v1", true, 0, "v1-1", world.podsBegan, null));
        assertThat(seen.desiredOf("v1")).hasValue(2);
        assertThat(seen.desiredOf("v2")).hasValue(1);
        assertThat(new RecordFile(directory.resolve("record.ndjson")).readAll())
                .containsExactly(seen);
    }

    @Test
    void how_many_pods_are_asked_for_outlives_a_cluster_and_an_agent_that_fail() {
        look(telemetry(), 0);
        Telemetry second = telemetry();
        world.close();
        Snapshot seen = look(second, 1);
        assertThat(seen.desiredOf("v2")).hasValue(1);
        assertThat(seen.podsAt()).isEqualTo(START);
    }

    @Test
    void remembers_what_the_mesh_sent_and_does_not_count_as_the_users() {
        world.extraOfMesh = "mesh_left_out_requests_total{version=\"v2\"} 40\n";
        assertThat(look(telemetry(), 0).leftOutOf("v2")).isEqualTo(40);
        world.extraOfMesh = "";
        assertThat(look(telemetry(), 1).leftOutOf("v2")).isEqualTo(40);
    }

    @Test
    void remembers_database_feedback_and_usage() {
        world.extraOfPods =
                """
                erp_db_retries_total{version="%1$s"} 40
                erp_feedback_total{version="%1$s",kind="complaint"} 2
                jvm_gc_max_data_size_bytes{version="%1$s"} 1E9
                """;
        Snapshot seen = look(telemetry(), 0);
        assertThat(seen.databaseOf("v1").orElseThrow().retries()).isEqualTo(40);
        assertThat(seen.feedbackOf("v1").getFirst().count()).isEqualTo(2);
        assertThat(seen.usageOf("v1").orElseThrow().heapMax()).isEqualTo(1e9);
        assertThat(seen.usageOf("v1").orElseThrow().poolMax()).isEqualTo(16);
    }

    @Test
    void remembers_what_the_checks_of_the_data_and_the_pods_say_of_them() {
        world.extraOfPods =
                """
                erp_invariant_violations{version="%1$s",check="I01"} 4
                erp_invariant_checked_seconds{version="%1$s",check="I01"} 200
                """;
        Violation found = new Violation("I01", 3, "Entries balance.", List.of("{a=1}"), "");
        Telemetry telemetry = telemetry();
        telemetry.ask(START);
        telemetry.read(START, new DataCheck(START.minusSeconds(9), List.of(found)));
        Snapshot seen = telemetry.history().latest().orElseThrow();
        assertThat(seen.checkedAt()).isEqualTo(START.minusSeconds(9));
        assertThat(seen.violations())
                .containsExactly(new Violation("I01", 4, "Entries balance.", List.of("{a=1}"), ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "erp_invariant_checked_seconds{version=\"%1$s\",check=\"I01\"} 301\n",
                "erp_invariant_checked_seconds{version=\"%1$s\",check=\"I01\"} NaN\n",
                "erp_invariant_checked_seconds{version=\"%1$s\",check=\"I02\"} 1\n"
            })
    void a_count_that_does_not_say_that_it_is_young_is_not_taken(String age) {
        world.extraOfPods = "erp_invariant_violations{version=\"%1$s\",check=\"I01\"} 4\n" + age;
        Telemetry telemetry = telemetry();
        assertThat(look(telemetry, 0).checkedAt()).as("nobody has looked").isNull();
        telemetry.ask(START.plusSeconds(1));
        telemetry.read(START.plusSeconds(1), new DataCheck(START.minusSeconds(9), List.of()));
        Snapshot seen = telemetry.history().latest().orElseThrow();
        assertThat(seen.checkedAt()).isEqualTo(START.minusSeconds(9));
        assertThat(seen.violations()).isEmpty();
    }

    @Test
    void counts_of_pods_are_as_old_as_the_oldest_of_them_says() {
        world.extraOfPods =
                """
                erp_invariant_violations{version="%1$s",check="I01"} 4
                erp_invariant_violations{version="%1$s",check="I02"} 0
                erp_invariant_checked_seconds{version="%1$s",check="I01"} 200
                erp_invariant_checked_seconds{version="%1$s",check="I02"} 100
                """;
        Snapshot seen = look(telemetry(), 0);
        assertThat(seen.checkedAt()).isEqualTo(START.minusSeconds(200));
        assertThat(seen.violations()).extracting(Violation::check).containsExactly("I01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "+Inf"})
    void a_check_of_which_a_pod_counts_no_number_did_not_run(String count) {
        world.extraOfPods =
                "erp_invariant_violations{version=\"%s\",check=\"I01\"} "
                        + count
                        + """

                        erp_invariant_violations{version="%1$s",check="I02"} 0
                        erp_invariant_checked_seconds{version="%1$s",check="I01"} 1
                        erp_invariant_checked_seconds{version="%1$s",check="I02"} 1
                        """;
        List<Violation> violations = look(telemetry(), 0).violations();
        assertThat(violations).extracting(Violation::check).containsExactly("I01");
        assertThat(violations.getFirst().error()).startsWith("a pod counts ");
    }

    @Test
    void a_page_without_requests_does_not_say_that_there_were_none() {
        Telemetry telemetry = telemetry();
        look(telemetry, 0);
        telemetry.countQuietScrapes();
        world.isMeshShown = false;
        look(telemetry, 1);
        look(telemetry, 2);
        assertThat(telemetry.quietScrapes()).isZero();
        world.isMeshShown = true;
        look(telemetry, 3);
        look(telemetry, 4);
        assertThat(telemetry.quietScrapes()).isPositive();
    }

    @Test
    void tells_a_follower_the_whole_record_and_each_new_look_once() {
        Telemetry first = telemetry();
        look(first, 0);
        look(first, 1);
        List<Snapshot> told = new ArrayList<>();
        Telemetry second = telemetry();
        second.follow(told::add);
        look(second, 2);
        assertThat(told).isEqualTo(new RecordFile(directory.resolve("record.ndjson")).readAll());
        assertThat(told).hasSize(3);
    }

    @Test
    void a_scrape_that_fails_after_a_restart_is_a_gap_like_any_other() {
        look(telemetry(), 0);
        world.isVisible = false;
        Telemetry second = telemetry();
        look(second, 1);
        assertThat(second.scrapes())
                .filteredOn(scrape -> !scrape.source().equals("mesh"))
                .hasSize(2)
                .allSatisfy(scrape -> assertThat(scrape.at()).isEqualTo(START))
                .allSatisfy(scrape -> assertThat(scrape.problem()).isNotNull());
    }

    @Test
    void what_is_counted_under_a_split_that_nobody_knows_is_no_interval_of_its_own() {
        List<Snapshot> told = new ArrayList<>();
        Telemetry telemetry = telemetry();
        telemetry.follow(told::add);
        look(telemetry, 0);
        isSplitHidden = true;
        assertThat(look(telemetry, 1).at()).isEqualTo(START.plusSeconds(1));
        isSplitHidden = false;
        look(telemetry, 2);
        assertThat(told).extracting(Snapshot::at).containsExactly(START, START.plusSeconds(2));
        assertThat(new RecordFile(directory.resolve("record.ndjson")).readAll()).isEqualTo(told);
    }

    private Snapshot look(Telemetry telemetry, int second) {
        telemetry.ask(START.plusSeconds(second));
        telemetry.read(START.plusSeconds(second), null);
        return telemetry.history().latest().orElseThrow();
    }

    private Mesh mesh() {
        LocalMesh mesh = new LocalMesh(world.control());
        return new Mesh() {
            @Override
            public Split split() {
                if (isSplitHidden) {
                    throw new UncheckedIOException(new IOException("does not answer"));
                }
                return mesh.split();
            }

            @Override
            public void shift(Split split) {
                mesh.shift(split);
            }
        };
    }

    private Telemetry telemetry() {
        Plan plan =
                PlanFile.parse(
                        Plans.quick(
                                "next",
                                world.control() + "",
                                world.metrics() + "",
                                world.entrance() + ""),
                        _ -> null);
        Connections connections =
                Connections.local(plan.local(), mesh(), new LocalCluster(world.control()));
        TimedCalls calls = new TimedCalls(threads, Duration.ofSeconds(10));
        return new Telemetry(
                plan, connections, calls, new ReleaseDirectory(directory), START, true);
    }
}
