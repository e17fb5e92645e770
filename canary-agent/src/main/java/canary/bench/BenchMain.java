package canary.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Compares judges on simulated releases: {@code ops/bin/bench-judgement}. */
public final class BenchMain {
    private static final int WRONG_USAGE = 2;

    private BenchMain() {}

    /** Runs the cells that were asked for, prints them and writes the results. */
    public static void main(String[] arguments) throws Exception {
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
        run(options);
    }

    private static void run(BenchOptions options) throws Exception {
        List<Subject.Kind> kinds = options.kinds();
        List<Row> rows = new ArrayList<>();
        for (Scenario plain : options.scenarios()) {
            Scenario scenario = options.roughness().map(plain::with).orElse(plain);
            for (double rate : options.rates()) {
                long start = System.nanoTime();
                Cell cell = new Cell(scenario, rate, kinds);
                List<Row> cells = cell.run(options.releases(), options.seed(), options.threads());
                rows.addAll(cells);
                System.out.printf(
                        Locale.ROOT,
                        "%s at %s a second, %d releases, %.1f s%n",
                        scenario.name(),
                        rate,
                        options.releases(),
                        (System.nanoTime() - start) / 1e9);
                for (Row row : cells) {
                    System.out.println("  " + Lines.of(row));
                }
            }
        }
        System.out.printf(Locale.ROOT, "%d rows%n", rows.size());
    }
}
