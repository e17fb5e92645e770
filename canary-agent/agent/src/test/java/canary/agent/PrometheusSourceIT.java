package canary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import canary.agent.io.Connections;
import canary.agent.io.ReleaseDirectory;
import canary.agent.io.TimedCalls;
import canary.agent.telemetry.Telemetry;
import canary.counters.ScrapeStatus;
import canary.counters.Snapshot;
import canary.counters.Tally;
import canary.counters.scrape.Counters;
import canary.counters.scrape.Sample;
import canary.gates.Judgement;
import canary.metrics.MetricSource;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Live;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real Prometheus tells the agent the same as the pods themselves. */
class PrometheusSourceIT {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    @TempDir Path directory;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ExposedWorld world;
    private RealPrometheus prometheus;
    private Plan plan;
    private MetricSource scraped;
    private MetricSource restless;

    /** An agent's telemetry from one source, from the same beginning. */
    private final class View {
        private final Telemetry telemetry;
        private final Observer observer;

        View(String name, MetricSource source) throws IOException {
            Path own = Files.createDirectories(directory.resolve(name));
            Connections connections = Connections.local(plan.local(), world, world).with(source);
            TimedCalls calls = new TimedCalls(threads, Duration.ofSeconds(30));
            telemetry =
                    new Telemetry(plan, connections, calls, new ReleaseDirectory(own), START, true);
            observer = new Observer(plan, connections, calls, telemetry);
        }

        Judgement judge(int second) {
            Instant now = START.plusSeconds(second);
            Live stage = new Live.Watching(0, START);
            return observer.observe(stage, START, now, false, null, null).judgement();
        }

        Snapshot seen() {
            return telemetry.history().latest().orElseThrow();
        }

        ScrapeStatus scrape(String source) {
            return telemetry.scrapes().stream()
                    .filter(scrape -> scrape.source().equals(source))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @BeforeEach
    void begin() throws IOException {
        world = new ExposedWorld();
        prometheus = RealPrometheus.start(directory, targets());
        plan = plan("1m");
        scraped = Connections.local(plan.local(), world, world).metrics();
        restless = source();
    }

    private Plan plan(String staleAfter) {
        return PlanFile.parse(
                """
                release: next
                stable: {version: v1}
                canary: {version: v2}
                routing: weight
                interval: 1s
                stages: [{weight: 50, watchAtLeast: 1h, watchAtMost: 2h}, {weight: 100}]
                gates: {smoke: {everyStage: false}, telemetry: {staleAfter: %s}}
                metrics:
                  prometheus: %s
                  selector: 'app="erp-system",job!="router"'
                  mesh: 'job="router"'
                local:
                  control: http://127.0.0.1:1
                  metrics: %s
                  entrance: http://127.0.0.1:1
                  probe: {username: probe, password: none}
                """
                        .formatted(staleAfter, prometheus.uri(), world.routerPage()),
                _ -> null);
    }

    private MetricSource source() {
        return Connections.source(plan.prometheus(), plan.gates().telemetry().staleAfter());
    }

    @AfterEach
    void end() {
        if (prometheus != null) { // null where the test is skipped for want of one
            prometheus.close();
        }
        world.close();
        threads.shutdownNow();
    }

    /** As a ServiceMonitor makes them: the pod's name and labels are labels of its target. */
    private List<RealPrometheus.Target> targets() {
        List<RealPrometheus.Target> targets = new ArrayList<>();
        for (String version : List.of("v1", "v2")) {
            Map<String, String> labels =
                    Map.of("pod", pod(version), "app", "erp-system", "version", version);
            targets.add(
                    new RealPrometheus.Target("erp-" + version, world.address(version), labels));
        }
        targets.add(
                new RealPrometheus.Target(
                        "router", world.routerAddress(), Map.of("pod", "router-0")));
        return targets;
    }

    private static String pod(String version) {
        return "erp-" + version + "-0";
    }

    private List<MetricSource.Target> pods() {
        List<MetricSource.Target> pods = new ArrayList<>();
        for (String version : List.of("v1", "v2")) {
            URI page = URI.create("http://" + world.address(version) + "/metrics");
            pods.add(new MetricSource.Target(pod(version), page));
        }
        return pods;
    }

    /** Waits until Prometheus has scraped what the pods and the router count now. */
    private void caughtUp() {
        prometheus.until(
                "both sources count the same", () -> counts(restless).equals(counts(scraped)));
    }

    private Map<String, Object> counts(MetricSource source) {
        MetricSource.Look look = source.look(pods(), START);
        Counters mesh = new Counters();
        look.mesh().pages().forEach((_, page) -> mesh.add("mesh", page));
        Counters pods = new Counters();
        look.pods().forEach((_, found) -> found.pages().forEach(pods::add));
        return Map.of(
                "mesh", List.of(sorted(mesh), mesh.totals()),
                "pods", List.of(sorted(pods), pods.totals()),
                "started", started(look));
    }

    private static List<String> sorted(Counters counters) {
        return counters.series().stream().map(Object::toString).sorted().toList();
    }

    private static List<Double> started(MetricSource.Look look) {
        return look.pods().values().stream()
                .flatMap(found -> found.pages().values().stream())
                .flatMap(List::stream)
                .filter(sample -> sample.name().equals("process_start_time_seconds"))
                .map(Sample::value)
                .sorted()
                .toList();
    }

    private static List<String> verdicts(Judgement judgement) {
        return judgement.findings().stream().map(PrometheusSourceIT::said).toList();
    }

    private static String said(Finding finding) {
        return finding.gate() + ": " + finding.verdict();
    }

    private static void assertAlike(View one, View other) {
        Snapshot a = one.seen();
        Snapshot b = other.seen();
        assertThat(b.series()).containsExactlyInAnyOrderElementsOf(a.series());
        assertThat(b.mesh()).containsExactlyInAnyOrderElementsOf(a.mesh());
        assertThat(b.users()).isEqualTo(a.users());
        assertThat(b.database()).isEqualTo(a.database());
        assertThat(b.feedback()).isEqualTo(a.feedback());
        assertThat(b.usage()).isEqualTo(a.usage());
        assertThat(b.reached()).isEqualTo(a.reached());
    }

    @Test
    void both_sources_count_and_judge_alike_whatever_happens_to_the_pods() throws IOException {
        View direct = new View("direct", scraped);
        View told = new View("told", source());
        Counters everySample = new Counters();
        int second = 0;
        long answered = 0;
        for (int round = 0; round < 8; round++) {
            if (round == 3 || round == 6) {
                world.restart("v2");
            }
            // After the second restart it counts beyond where it was: only its start time tells.
            int many = round == 6 ? 5000 : 200;
            world.answer("v1", 200, 0, 1);
            world.answer("v2", many, round < 4 ? 0 : 20, 1);
            answered += many + (round < 4 ? 0 : 20) + 1;
            prometheus.until(
                    "both sources count the same",
                    () -> {
                        restless.look(pods(), START).pods().values().stream()
                                .flatMap(found -> found.pages().entrySet().stream())
                                .forEach(page -> everySample.add(page.getKey(), page.getValue()));
                        return counts(restless).equals(counts(scraped));
                    });
            second += 10;
            List<String> judged = verdicts(direct.judge(second));
            assertThat(verdicts(told.judge(second))).as("round " + round).isEqualTo(judged);
            assertAlike(direct, told);
        }
        assertThat(told.seen().tally(canary.counters.Source.PODS, "v2").requests())
                .isEqualTo(answered);
        assertThat(
                        everySample.series().stream()
                                .filter(series -> series.version().equals("v2"))
                                .mapToLong(canary.counters.Series::requests)
                                .sum())
                .as("read at every moment, restarts between included")
                .isEqualTo(answered);
        assertThat(verdicts(told.judge(second + 1)).toString()).contains("errors: Harmful");
        theCanaryVanishes(direct, told, second + 10);
    }

    private void theCanaryVanishes(View direct, View told, int second) {
        Tally before = told.seen().tally(canary.counters.Source.PODS, "v2");
        direct.judge(second);
        told.judge(second);
        Instant last = told.scrape(pod("v2")).at();
        world.vanish("v2");
        prometheus.until(
                "Prometheus drops the series of v2",
                () ->
                        !restless.look(pods(), START)
                                .pods()
                                .get(pod("v2"))
                                .pages()
                                .containsKey(pod("v2")));
        for (int later : List.of(second + 10, second + 80)) {
            List<String> judged = kinds(direct.judge(later));
            assertThat(kinds(told.judge(later))).isEqualTo(judged);
            assertAlike(direct, told);
        }
        assertThat(told.seen().tally(canary.counters.Source.PODS, "v2")).isEqualTo(before);
        assertThat(told.scrape(pod("v2")).at()).isEqualTo(last);
        assertThat(told.scrape(pod("v2")).problem()).contains("the target is down");
        assertThat(kinds(told.judge(second + 90))).contains("telemetry Unmeasured");
    }

    private static List<String> kinds(Judgement judgement) {
        return judgement.findings().stream()
                .map(it -> it.gate() + " " + it.verdict().getClass().getSimpleName())
                .toList();
    }

    @Test
    void a_pod_that_two_jobs_scrape_is_counted_once_and_named() throws IOException {
        world.answer("v1", 100, 0, 0);
        world.answer("v2", 100, 0, 0);
        caughtUp();
        View told = new View("told", source());
        told.judge(1);
        List<RealPrometheus.Target> twice = new ArrayList<>(targets());
        Map<String, String> labels = Map.of("pod", pod("v1"), "app", "erp-system");
        twice.add(new RealPrometheus.Target("again", world.address("v1"), labels));
        prometheus.scrape(twice);
        prometheus.until(
                "Prometheus scrapes v1 twice",
                () -> restless.look(pods(), START).pods().get(pod("v1")).problem() != null);
        world.answer("v1", 50, 0, 0);
        prometheus.until(
                "Prometheus has scraped the new count",
                () -> counts(restless).equals(counts(scraped)));
        told.judge(2);
        assertThat(told.seen().tally(canary.counters.Source.PODS, "v1").requests()).isEqualTo(150);
        assertThat(told.scrape(pod("v1")).problem())
                .contains("scraped more than once", "job=again", "job=erp-v1");
        assertThat(kinds(told.judge(3))).contains("telemetry Undecided");
    }

    @Test
    void samples_that_grow_old_blind_the_judge_though_prometheus_still_shows_them()
            throws IOException {
        world.answer("v1", 100, 0, 0);
        world.answer("v2", 100, 0, 0);
        caughtUp();
        world.freeze("v2", System.currentTimeMillis() + 1500); // beyond what is there
        plan = plan("2s");
        View told = new View("told", source());
        MetricSource strict = source();
        prometheus.until(
                "the samples of v2 are too old",
                () -> {
                    String problem = strict.look(pods(), START).pods().get(pod("v2")).problem();
                    return problem != null && problem.contains("newest sample is");
                });
        Judgement judgement = told.judge(1);
        assertThat(told.seen().tally(canary.counters.Source.PODS, "v2").requests()).isEqualTo(100);
        assertThat(told.scrape(pod("v2")).at()).isBefore(START.plusSeconds(1));
        assertThat(judgement.findings().getFirst().verdict())
                .isInstanceOf(Verdict.Unmeasured.class);
    }

    @Test
    void a_prometheus_that_is_gone_leaves_every_source_unread() throws IOException {
        world.answer("v1", 100, 0, 0);
        world.answer("v2", 100, 0, 0);
        caughtUp();
        View told = new View("told", source());
        told.judge(1);
        prometheus.close();
        assertThat(kinds(told.judge(11))).contains("telemetry Undecided");
        assertThat(kinds(told.judge(75))).contains("telemetry Unmeasured");
        assertThat(told.scrape("mesh").problem()).contains("/prom/api/v1/query cannot be asked");
        assertThat(told.seen().tally(canary.counters.Source.PODS, "v1").requests()).isEqualTo(100);
    }
}
