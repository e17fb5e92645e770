package canary.bench;

import canary.bench.rules.Contender;
import canary.bench.rules.Contenders;
import canary.bench.simulate.Roughness;
import canary.bench.simulate.Scenario;
import canary.bench.simulate.Scenarios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the command line of {@code ops/bin/bench-judgement} asks for. */
record BenchOptions(
        List<Scenario> scenarios,
        List<Double> rates,
        int releases,
        long seed,
        int threads,
        boolean isWhole,
        boolean isQuick,
        List<String> judges,
        Optional<Roughness> roughness,
        Optional<Path> out,
        Optional<Path> cost) {

    static final String USAGE =
            """
            Usage: bench-judgement [--quick] [--out DIR] [--scenario NAME,...] [--rate R,...] [--releases N]
                                   [--seed S] [--threads N] [--judge NAME,...] [--rough NAME] [--cost] [--list]

            Simulated releases with known faults, judged on the same counters by this project and by the
            rules of other tools; prints one line a cell and last each figure that is aimed at.

              --quick         fewer releases: about two minutes on two cores
              --out DIR       writes judgement-DATE.csv, .md and .png there, such as ops/benchmarks
              --scenario ...  only these (--list names them); --rate 0.2,2,20,200 likewise
              --judge ...     only these judges
              --rough NAME    puts bursts, geometric, pods, rough-pods, day, mix, stubborn, few-users
                              or all on every scenario
              --cost          only what one judgement costs (JMH)
            """;

    static final List<Double> RATES = List.of(0.2, 2.0, 20.0, 200.0);
    static final long SEED = 20261124;
    static final int RELEASES = 200;
    static final int QUICK_RELEASES = 20;
    private static final int MOST_RELEASES = 100_000;
    private static final int MOST_THREADS = 64;

    BenchOptions {
        scenarios = List.copyOf(scenarios);
        rates = List.copyOf(rates);
        judges = List.copyOf(judges);
    }

    /** Options that cannot be understood. */
    static final class WrongUsage extends RuntimeException {
        WrongUsage(String problem) {
            super(problem);
        }
    }

    static BenchOptions parse(List<String> arguments) {
        List<Scenario> scenarios = Scenarios.all();
        List<Double> rates = RATES;
        int releases = 0;
        long seed = SEED;
        int threads = 2;
        boolean isWhole = true;
        boolean isQuick = false;
        List<String> judges = List.of();
        Optional<Roughness> roughness = Optional.empty();
        Optional<Path> out = Optional.empty();
        Optional<Path> cost = Optional.empty();
        Iterator<String> rest = new ArrayList<>(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--quick" -> isQuick = true;
                case "--scenario" -> scenarios = scenarios(value(option, rest));
                case "--rate" -> rates = rates(value(option, rest));
                case "--releases" ->
                        releases = (int) number(option, value(option, rest), MOST_RELEASES);
                case "--seed" -> seed = number(option, value(option, rest), Long.MAX_VALUE);
                case "--threads" ->
                        threads = (int) number(option, value(option, rest), MOST_THREADS);
                case "--judge" -> judges = judges(value(option, rest));
                case "--rough" -> roughness = Optional.of(roughness(value(option, rest)));
                case "--out" -> out = Optional.of(Path.of(value(option, rest)));
                case "--cost-file" -> cost = Optional.of(Path.of(value(option, rest)));
                default -> throw new WrongUsage("there is no option " + option);
            }
            isWhole &= !List.of("--scenario", "--rate", "--judge", "--rough").contains(option);
        }
        if (releases == 0) {
            releases = isQuick ? QUICK_RELEASES : RELEASES;
        }
        return new BenchOptions(
                scenarios, rates, releases, seed, threads, isWhole, isQuick, judges, roughness, out,
                cost);
    }

    /** The judges that were asked for, in the usual order. */
    List<Contender.Kind> kinds() {
        return Contenders.all().stream()
                .filter(kind -> judges.isEmpty() || judges.contains(kind.name()))
                .toList();
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new WrongUsage(option + " needs a value");
        }
        return rest.next();
    }

    private static List<Scenario> scenarios(String names) {
        List<Scenario> chosen = new ArrayList<>();
        for (String name : names.split(",")) {
            chosen.add(
                    Scenarios.all().stream()
                            .filter(scenario -> scenario.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new WrongUsage("there is no scenario " + name)));
        }
        return chosen;
    }

    private static List<String> judges(String names) {
        List<String> chosen = List.of(names.split(","));
        for (String name : chosen) {
            if (Contenders.all().stream().noneMatch(kind -> kind.name().equals(name))) {
                throw new WrongUsage("there is no judge " + name);
            }
        }
        return chosen;
    }

    private static List<Double> rates(String values) {
        List<Double> rates = new ArrayList<>();
        for (String value : values.split(",")) {
            try {
                double rate = Double.parseDouble(value);
                if (rate >= 0.01 && rate <= 10_000) {
                    rates.add(rate);
                    continue;
                }
            } catch (NumberFormatException _) {
                // falls through to the one message for both
            }
            throw new WrongUsage("--rate is 0.01 to 10000 requests a second, not " + value);
        }
        return rates;
    }

    private static Roughness roughness(String name) {
        return switch (name) {
            case "none" -> Roughness.NONE;
            case "bursts" -> Roughness.BURSTS;
            case "geometric" -> Roughness.GEOMETRIC;
            case "pods" -> Roughness.PODS;
            case "rough-pods" -> Roughness.ROUGH_PODS;
            case "day" -> Roughness.DAY;
            case "mix" -> Roughness.OTHER_MIX;
            case "stubborn" -> Roughness.STUBBORN;
            case "few-users" -> Roughness.FEW_USERS;
            case "all" -> Roughness.ALL;
            default -> throw new WrongUsage("there is no roughness " + name);
        };
    }

    private static long number(String option, String value, long most) {
        if (value.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(value, 10);
            if (number >= 1 && number <= most) {
                return number;
            }
        }
        throw new WrongUsage(option + " is 1 to " + most + ", not " + value);
    }
}
