package canary.agent;

import canary.journal.Entry;
import canary.journal.Journal;
import canary.plan.Plan;
import canary.plan.PlanFile;
import canary.rollout.Drift;
import canary.rollout.Groundwork;
import canary.rollout.Live;
import canary.rollout.Phase;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a release of the requirements document's plan and a day of baking leave on disk and in
 * memory, and how long an agent takes that is started again at its end.
 *
 * <pre>
 * GrowthBenchmark DIRECTORY ROUTES REQUESTS_PER_SECOND INTERVAL_SECONDS HOURS    writes
 * GrowthBenchmark DIRECTORY                                                      starts again
 * </pre>
 */
final class GrowthBenchmark {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final int DATA = 4;

    private final Path directory;
    private final ReleaseDay day;
    private final Plan plan;
    private Phase phase = new Groundwork.Preflight(START);
    private Instant now = START;

    private GrowthBenchmark(Path path, ReleaseDay day) {
        this.directory = path;
        this.day = day;
        this.plan =
                PlanFile.parse(
                        """
                        release: next
                        stable: {version: v1}
                        canary: {version: v2}
                        gates: {smoke: {everyStage: false}}
                        """,
                        _ -> null);
    }

    public static void main(String[] args) throws IOException {
        if (args.length == 1) {
            new GrowthBenchmark(Path.of(args[0]), new ReleaseDay(1)).startAgain();
            return;
        }
        Path path = Files.createDirectories(Path.of(args[0]));
        GrowthBenchmark benchmark =
                new GrowthBenchmark(path, new ReleaseDay(Integer.parseInt(args[1])));
        benchmark.release(
                Double.parseDouble(args[2]),
                Duration.ofSeconds(Long.parseLong(args[3])),
                Duration.ofHours(Long.parseLong(args[DATA])));
    }

    private void release(double rate, Duration interval, Duration bake) throws IOException {
        try (Journal journal = Journal.open(directory);
                AgentLife life = new AgentLife(plan, directory, day)) {
            journal.append(Entry.opening(now));
            watch(life, journal, 0, Duration.ofMinutes(2), interval, rate);
            for (int step = 0; step < plan.stages().size() - 1; step++) {
                phase = new Live.Watching(step, now);
                Plan.Stage stage = plan.stages().get(step);
                watch(life, journal, stage.weight(), stage.watchAtMost(), interval, rate);
            }
            phase = new Live.Baking(plan.stages().size(), now);
            watch(life, journal, 100, bake, interval, rate);
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf(Locale.ROOT, "heap after collection %.1f MB%n", heap / 1e6);
            print(directory);
        }
    }

    private void watch(
            AgentLife life,
            Journal journal,
            int weight,
            Duration length,
            Duration interval,
            double rate) {
        day.weight(weight);
        Instant end = now.plus(length);
        while (now.isBefore(end)) {
            now = now.plus(interval);
            day.pass(interval.toMillis() / 1000.0, rate);
            journal.tell(tick(life));
        }
    }

    private Entry tick(AgentLife life) {
        Observer.Observed seen = life.look(phase, now);
        return new Entry(
                now,
                phase,
                seen.judgement().verdict().sentence(),
                List.of(),
                null,
                life.observer().telemetry().weight(),
                seen.judgement().findings(),
                List.of(),
                Map.of(),
                life.observer().telemetry().reached(),
                Drift.NONE);
    }

    private void startAgain() {
        try (Journal journal = Journal.open(directory)) {
            Entry last = journal.entries().getLast();
            phase = last.phase();
            now = last.at().plusSeconds(1);
            try (AgentLife life = new AgentLife(plan, directory, day)) {
                System.out.printf(
                        Locale.ROOT,
                        "started again in %.2f s; %s%n",
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0,
                        tick(life).why());
            }
        }
    }

    private static void print(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            Map<String, Long> bytes = new TreeMap<>();
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName()).replaceFirst("-\\d+", "-*");
                bytes.merge(name, Files.size(file), Long::sum);
            }
            bytes.forEach(
                    (name, size) ->
                            System.out.printf(Locale.ROOT, "%8.2f MB %s%n", size / 1e6, name));
            long all = bytes.values().stream().mapToLong(Long::longValue).sum();
            System.out.printf(Locale.ROOT, "%8.2f MB in all%n", all / 1e6);
        }
    }
}
