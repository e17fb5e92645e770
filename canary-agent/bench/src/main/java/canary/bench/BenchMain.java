package canary.bench;

import canary.bench.results.ConsoleLines;
import canary.bench.results.Cost;
import canary.bench.results.ResultFiles;
import canary.bench.results.Row;
import canary.bench.results.Tables;
import canary.bench.results.Target;
import canary.bench.results.Targets;
import canary.bench.rules.Contender;
import canary.bench.simulate.Roughness;
import canary.bench.simulate.Scenario;
import canary.bench.simulate.Scenarios;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares judges on simulated releases: {@code ops/bin/bench-judgement}. */
public final class BenchMain {
    private static final int WRONG_USAGE = 2;
    private static final double NANOS = 1e9;

    private BenchMain() {}

    /** Runs the cells that were asked for, prints them and writes the results. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 1 && arguments[0].equals("--help")) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        if (arguments.length == 1 && arguments[0].equals("--list")) {
            for (Scenario scenario : Scenarios.all()) {
                System.out.printf("%-20s %s%n", scenario.name(), scenario.words());
            }
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(Arrays.asList(arguments));
        } catch (BenchOptions.WrongUsage e) {
            System.err.println(e.getMessage());
            System.err.print(BenchOptions.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        report(options, System.nanoTime());
    }

    private static void report(BenchOptions options, long start)
            throws IOException, InterruptedException {
        List<Row> rows = rows(options);
        List<Target> checks = Targets.of(rows, options.cost().flatMap(Cost::read));
        String how =
                String.format(
                        Locale.ROOT,
                        "`ops/bin/bench-judgement`: %d releases a cell, %d cells, seed %d, %d"
                                + " threads, %.0f s.",
                        options.releases(),
                        options.scenarios().size() * options.rates().size(),
                        options.seed(),
                        options.threads(),
                        (System.nanoTime() - start) / NANOS);
        if (options.isWhole()) {
            System.out.println(new Tables(rows).found());
            System.out.println(new Tables(rows).right());
        }
        if (options.out().isPresent()) {
            System.out.println(ResultFiles.write(options.out().get(), how, rows, checks));
        }
        System.out.println(how);
        checks.forEach(check -> System.out.println(check.line()));
        long missed = checks.stream().filter(c -> c.status() == Target.Status.MISSED).count();
        long met = checks.stream().filter(Target::isMet).count();
        System.out.printf("%d of %d figures met%n", met, met + missed);
    }

    private static List<Row> rows(BenchOptions options) throws InterruptedException {
        List<Contender.Kind> kinds = options.kinds();
        List<Row> rows = new ArrayList<>();
        for (Scenario plain : options.scenarios()) {
            Optional<Roughness> roughness = options.roughness();
            Scenario scenario = roughness.map(plain::with).orElse(plain);
            for (double rate : options.rates()) {
                long start = System.nanoTime();
                Cell cell = new Cell(scenario, rate, kinds);
                List<Row> cells = cell.run(options.releases(), options.seed(), options.threads());
                rows.addAll(cells);
                System.err.printf(
                        Locale.ROOT,
                        "%s at %s/s, %d releases, %.1f s%n",
                        scenario.name(),
                        Targets.rate(rate),
                        options.releases(),
                        (System.nanoTime() - start) / NANOS);
                if (!options.isWhole()) {
                    cells.forEach(row -> System.out.println("  " + ConsoleLines.of(row)));
                }
            }
        }
        return rows;
    }
}
