package canary.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.ExposedWorld;
import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.TimedCalls;
import canary.counters.ScrapeStatus;
import canary.counters.Source;
import canary.counters.scrape.Sample;
import canary.metrics.MetricSource;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.plan.Plans;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What is seen through a source whose samples are not of this moment. */
class TelemetrySourceTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Double> routers = new TreeMap<>(Map.of("r1", 10.0, "r2", 10.0));
    private Instant countedAt = START;
    private String problem;
    private ExposedWorld world;
    private Telemetry telemetry;

    @BeforeEach
    void begin() throws IOException {
        world = new ExposedWorld();
        Plan plan =
                PlanFile.parse(Plans.quick("next", "http://a", "http://a", "http://a"), _ -> null);
        Connections connections = Connections.local(plan.local(), world, world).with(this::look);
        TimedCalls calls = new TimedCalls(threads, Duration.ofSeconds(10));
        telemetry =
                new Telemetry(
                        plan, connections, calls, new ReleaseDirectory(directory), START, true);
    }

    @AfterEach
    void end() {
        world.close();
        threads.shutdownNow();
    }

    private MetricSource.Look look(List<MetricSource.Target> pods, Instant now) {
        Map<String, List<Sample>> mesh = new TreeMap<>();
        routers.forEach((name, count) -> mesh.put(name, requests(count)));
        Map<String, MetricSource.Found> found = new TreeMap<>();
        for (MetricSource.Target pod : pods) {
            found.put(pod.name(), new MetricSource.Found(Map.of(), null, "not scraped"));
        }
        return new MetricSource.Look(new MetricSource.Found(mesh, countedAt, problem), found);
    }

    private static List<Sample> requests(double count) {
        Map<String, String> labels =
                Map.of("version", "v2", "method", "GET", "route", "/", "status", "200");
        return List.of(new Sample("http_requests_total", labels, count));
    }

    private void look(int second) {
        telemetry.ask(START.plusSeconds(second));
        telemetry.read(START.plusSeconds(second), null);
    }

    private ScrapeStatus mesh() {
        return telemetry.scrapes().stream()
                .filter(scrape -> scrape.source().equals("mesh"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void all_routers_are_added_up_and_a_restart_of_one_loses_nothing() {
        look(1);
        routers.put("r1", 3.0);
        look(2);
        assertThat(telemetry.history().latest().orElseThrow().tally(Source.MESH, "v2").requests())
                .isEqualTo(23);
    }

    @Test
    void a_scrape_that_is_read_again_is_no_second_proof_of_silence() {
        look(1);
        telemetry.countQuietScrapes();
        look(2);
        look(3);
        assertThat(telemetry.quietScrapes()).isZero();
        countedAt = START.plusSeconds(3);
        look(4);
        look(5);
        assertThat(telemetry.quietScrapes()).isEqualTo(1);
        countedAt = START.plusSeconds(6);
        look(7);
        assertThat(telemetry.quietScrapes()).isEqualTo(2);
        routers.put("r2", 11.0);
        look(8);
        assertThat(telemetry.quietScrapes()).isZero();
    }

    @Test
    void a_reading_is_as_old_as_its_samples_and_keeps_the_sources_problem() {
        countedAt = START.minusSeconds(30);
        problem = "Prometheus warns: store down";
        look(1);
        assertThat(mesh().at()).isEqualTo(countedAt);
        assertThat(mesh().problem()).isEqualTo(problem);
        assertThat(telemetry.scrapes())
                .filteredOn(scrape -> scrape.version().equals("v1"))
                .containsExactly(new ScrapeStatus("erp-v1-0", "v1", null, "not scraped"));
    }
}
