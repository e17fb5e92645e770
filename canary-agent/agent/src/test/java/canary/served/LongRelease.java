package canary.served;

import canary.agent.io.KeptRelease;
import canary.agent.io.LocalReleases;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.journal.Entry;
import canary.journal.Journal;
import canary.metrics.RecordFile;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Drift;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Order;
import canary.rollout.Phase;
import canary.rollout.RequestCounts;
import canary.verdict.Evidence;
import canary.verdict.Finding;
import canary.verdict.Verdict;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A release as an agent leaves it on the disk, a look every ten seconds, made as fast as it can be
 * written; its journal is held, as by a living agent.
 */
final class LongRelease implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int USERS = 40;
    private static final int REQUESTS = 120;
    private static final double[] EDGES = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1};

    private static final String PLAN =
            """
            release: %s
            stable: {version: v1}
            canary: {version: v2}
            stages:
              - {weight: 5, watchAtLeast: 15m, watchAtMost: 30m}
              - {weight: 20, watchAtLeast: 30m, watchAtMost: 1h}
              - {weight: 50, watchAtLeast: 1h, watchAtMost: 2h}
              - {weight: 100, watchAtLeast: 15m, watchAtMost: 1h}
            local: {control: "http://127.0.0.1:1", metrics: "http://127.0.0.1:1", entrance: "http://127.0.0.1:1",
                     probe: {username: probe, password: secret}}
            """;

    private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private final KeptRelease release;
    private final Journal journal;
    private final RecordFile record;
    private final Plan plan;
    private final Map<String, long[]> counted = new TreeMap<>();
    private Instant now;
    private Instant meshRead;
    private int looks;

    /** Whether the newest looks could not read the mesh. */
    boolean isBlind;

    /** Share of the canary's answers that are 500. */
    double canaryErrors = 0.004;

    /** How strong the evidence is, in shares of what would blame the canary. */
    double evidence = 0.1;

    Phase phase;

    LongRelease(Path all, String name) {
        this(all, name, Duration.ofSeconds(3500));
    }

    /**
     * @param age how long ago it began
     */
    LongRelease(Path all, String name, Duration age) {
        String text = PLAN.formatted(name);
        plan = PlanFile.parse(text, _ -> null);
        release = new LocalReleases(all).prepare(plan, text);
        journal = release.journal();
        record = new RecordFile(release.directory().record());
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(age);
        meshRead = now;
        phase = new Groundwork.Preflight(now);
        journal.append(Entry.opening(now));
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /** Time passes, users ask, and the agent looks. */
    void tick() {
        count();
        tell();
    }

    /** The same, and the agent does not tell the journal of it. */
    void count() {
        now = now.plus(EVERY);
        looks++;
        if (looks == 6) {
            phase = new Live.Watching(0, now);
        } else if (looks == 110) {
            phase = new Live.Watching(1, now);
        }
        int weight = weight();
        count("v1", (100 - weight) / 100.0, 0.004, 1);
        count("v2", weight / 100.0, canaryErrors, 1.15);
        if (!isBlind) {
            meshRead = now;
        }
        record.append(
                Snapshot.of(now, weight)
                        .mesh(List.of(series("v1"), series("v2")))
                        .reached(Map.of("v1", (long) USERS, "v2", reached()))
                        .scrapes(List.of(new ScrapeStatus("mesh", "", meshRead, null)))
                        .build());
    }

    private void tell() {
        int weight = weight();
        journal.tell(
                new Entry(
                        now,
                        phase,
                        phase instanceof Live
                                ? "undecided: errors: too few failures yet"
                                : "all is there",
                        List.of(),
                        null,
                        weight,
                        findings(),
                        List.of(),
                        Map.of("v1", counts("v1"), "v2", counts("v2")),
                        Map.of("v1", (long) USERS, "v2", reached()),
                        Drift.NONE));
    }

    private int weight() {
        return phase instanceof Live live ? live.weight(plan) : 0;
    }

    private long reached() {
        return Math.min(9, counted.getOrDefault("v2", new long[10])[0] / 50);
    }

    private void count(String version, double share, double errors, double slower) {
        long[] counts = counted.computeIfAbsent(version, _ -> new long[EDGES.length + 3]);
        int requests = (int) Math.round(REQUESTS * share * (0.8 + 0.4 * random.nextDouble()));
        for (int i = 0; i < requests; i++) {
            counts[0]++;
            counts[1] += random.nextDouble() < errors ? 1 : 0;
            double time = slower * 0.03 * Math.exp(0.9 * random.nextGaussian());
            for (int edge = 0; edge < EDGES.length; edge++) {
                counts[2 + edge] += time <= EDGES[edge] ? 1 : 0;
            }
            counts[2 + EDGES.length]++;
        }
    }

    private Series series(String version) {
        long[] counts = counted.getOrDefault(version, new long[EDGES.length + 3]);
        Map<String, Long> buckets = new LinkedHashMap<>();
        for (int edge = 0; edge <= EDGES.length; edge++) {
            buckets.put(edge == EDGES.length ? "+Inf" : EDGES[edge] + "", counts[2 + edge]);
        }
        return new Series(version, "GET", "/api/v1/sales/orders", counts[0], counts[1], buckets);
    }

    private RequestCounts counts(String version) {
        long[] counts = counted.getOrDefault(version, new long[2]);
        return new RequestCounts(counts[0], counts[1]);
    }

    private List<Finding> findings() {
        if (!(phase instanceof Live)) {
            return List.of();
        }
        RequestCounts canary = counts("v2");
        double share = canary.requests() == 0 ? 0 : (double) canary.errors() / canary.requests();
        double found = evidence * (0.6 + 0.8 * random.nextDouble());
        List<Finding> findings = new ArrayList<>();
        findings.add(healthy("telemetry", "3 sources are read", Map.of("sources", 3.0)));
        findings.add(
                healthy(
                        "availability",
                        "1 of 1 pods ready, no restart",
                        Map.of("restarts", 0.0, "unreadySeconds", 0.0)));
        String failed = "v2 fails %d of %d requests".formatted(canary.errors(), canary.requests());
        Evidence errors =
                new Evidence(
                        failed,
                        Map.of(
                                "canaryShare",
                                share,
                                "logEvidence",
                                6 * found,
                                "logEvidenceNeeded",
                                6.0));
        findings.add(
                new Finding(
                        "errors",
                        found >= 1
                                ? new Verdict.Harmful(errors)
                                : looks < 60
                                        ? new Verdict.Undecided(errors)
                                        : new Verdict.Healthy(errors)));
        findings.add(
                healthy(
                        "latency",
                        "95 % of v2 answer within 141 ms, of v1 within 123 ms",
                        Map.of(
                                "canaryP95Seconds",
                                0.141,
                                "logEvidence",
                                3.0 * evidence * random.nextDouble(),
                                "logEvidenceNeeded",
                                6.0)));
        findings.add(healthy("refusals", "v2 refuses 4 of 412, v1 51 of 5,120", Map.of()));
        findings.add(healthy("business", "88 documents, 90 were expected", Map.of()));
        findings.add(healthy("data", "no rule is newly broken", Map.of()));
        findings.add(
                new Finding(
                        "feedback",
                        new Verdict.Unmeasured(Evidence.of("nobody counts complaints on v2"))));
        findings.add(healthy("saturation", "alike", Map.of("canaryHeap", 0.52, "canaryPool", 0.1)));
        return findings;
    }

    private static Finding healthy(String gate, String sentence, Map<String, Double> figures) {
        return new Finding(gate, new Verdict.Healthy(new Evidence(sentence, figures)));
    }

    @Nullable Order oldestOrder() {
        return release.orders().oldest(Set.of(), false);
    }

    @Override
    public void close() {
        journal.close();
    }
}
