package canary.bench.results;

import canary.bench.rules.Contenders;
import canary.bench.simulate.Scenario;
import canary.bench.simulate.Scenarios;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every figure that this project's judgement is held to, as far as its cells were run. */
public final class Targets {
    private static final double BASE_RATE = 20;
    private static final double HIGH_RATE = 200;
    private static final double LOW_RATE = 0.2;
    private static final double FALSE_SHARE = 0.01;
    private static final double FOUND_SHARE = 0.99;
    private static final double TIMES_SOONER = 4;
    private static final double LOW_REQUESTS = 15;
    private static final double SPLIT_MINUTES = 1;
    private static final double COST_MILLIS = 1;
    private static final double COST_BYTES = 10_240;
    private static final String ALMOST_ALL = "99 % of releases";

    /** A scenario that must be found within so many minutes at 20 requests a second. */
    private record Limit(String scenario, double minutes) {}

    private static final List<Limit> LIMITS =
            List.of(
                    new Limit("errors-2", 5),
                    new Limit("errors-0.5", 45),
                    new Limit("slower-30", 12),
                    new Limit("slow-tail", 8),
                    new Limit("dead-route", 20),
                    new Limit("empty", Double.POSITIVE_INFINITY),
                    new Limit("flapping", Double.POSITIVE_INFINITY),
                    new Limit("leak", 35));

    private static final List<String> NEVER_BLAMED =
            List.of("incident", "time-of-day", "no-series", "too-fast", "scrapes-dead", "frozen");

    /** Attacks that nobody promised to withstand. */
    private static final List<String> BEYOND = List.of("healthy-stubborn", "healthy-few-users");

    /** Below so many requests a second nobody promised anything. */
    private static final double THIN = 2;

    /** Harm so small that it takes more traffic to be found in time. */
    private static final List<String> SMALL = List.of("refused-some");

    private final List<Row> rows;
    private final List<Target> checks = new ArrayList<>();

    private Targets(List<Row> all) {
        rows = all.stream().filter(row -> row.judge().equals(Contenders.OURS)).toList();
    }

    /**
     * @param cost of one judgement over 200 routes, where it was measured
     */
    public static List<Target> of(List<Row> rows, Optional<Cost> cost) {
        Targets checks = new Targets(rows);
        checks.healthy(true);
        LIMITS.forEach(checks::found);
        LIMITS.forEach(checks::sooner);
        checks.low();
        Scenarios.fromTheField().forEach(checks::field);
        NEVER_BLAMED.forEach(checks::neverBlamed);
        checks.split();
        cost.ifPresent(checks::cost);
        checks.healthy(false);
        return checks.checks;
    }

    private void healthy(boolean isAimed) {
        for (Scenario scenario : Scenarios.all()) {
            boolean isHealthy = scenario.truth() == Scenario.Truth.HEALTHY;
            if (isHealthy && isAimed != BEYOND.contains(scenario.name())) {
                of(scenario.name()).forEach(row -> falseRollbacks(row, isAimed));
            }
        }
    }

    private void falseRollbacks(Row row, boolean isAimed) {
        String measured =
                String.format(
                        Locale.ROOT,
                        "%d of %d (at most %.1f %%, 95 %% sure)",
                        row.rolledBack(),
                        row.releases(),
                        100 * row.rolledBackAtMost());
        String what = at(row, "false rollbacks");
        if (isAimed) {
            add(what, "at most 1 % of releases", measured, row.rolledBackShare() <= FALSE_SHARE);
        } else {
            checks.add(new Target(what, "", measured, Target.Status.NOTED));
        }
    }

    private void found(Limit limit) {
        row(limit.scenario(), BASE_RATE)
                .ifPresent(
                        row -> {
                            boolean isTimed = Double.isFinite(limit.minutes());
                            add(
                                    at(row, "found"),
                                    isTimed
                                            ? String.format(
                                                    Locale.ROOT,
                                                    "median %.0f min, 99 %% of releases",
                                                    limit.minutes())
                                            : ALMOST_ALL,
                                    time(row),
                                    row.medianOfAll() <= limit.minutes()
                                            && row.foundShare() >= FOUND_SHARE);
                        });
    }

    private void sooner(Limit limit) {
        Optional<Row> base = row(limit.scenario(), BASE_RATE);
        Optional<Row> high = row(limit.scenario(), HIGH_RATE);
        if (base.isPresent() && high.isPresent() && Double.isFinite(limit.minutes())) {
            double ratio = base.get().medianOfAll() / high.get().medianOfAll();
            add(
                    at(high.get(), "found"),
                    "4 times sooner than at 20",
                    time(high.get()) + String.format(Locale.ROOT, ", %.1f times sooner", ratio),
                    ratio >= TIMES_SOONER);
        } else {
            high.ifPresent(
                    row ->
                            add(
                                    at(row, "found"),
                                    ALMOST_ALL,
                                    time(row),
                                    row.foundShare() >= FOUND_SHARE));
        }
    }

    private void low() {
        row("errors-20", LOW_RATE)
                .ifPresent(
                        row ->
                                add(
                                        at(row, "exposed until rolled back"),
                                        "median 15 canary requests",
                                        String.format(
                                                Locale.ROOT,
                                                "%s; %s",
                                                number(row.requestsOfAll(), "requests"),
                                                time(row)),
                                        row.requestsOfAll() <= LOW_REQUESTS));
        row("healthy", LOW_RATE)
                .ifPresent(
                        row ->
                                add(
                                        at(row, "verdict"),
                                        "held or promoted in all",
                                        String.format(
                                                Locale.ROOT,
                                                "held %d, promoted %d of %d",
                                                row.held(),
                                                row.promoted(),
                                                row.releases()),
                                        row.held() + row.promoted() == row.releases()));
    }

    /** Harm is found, and who has done none is promoted: neither blamed nor held. */
    private void field(Scenario scenario) {
        for (Row row : of(scenario.name())) {
            if (row.perSecond() < THIN
                    || (row.perSecond() < BASE_RATE && SMALL.contains(scenario.name()))) {
                continue;
            }
            boolean isHarm = scenario.truth() == Scenario.Truth.HARM;
            double share = isHarm ? row.foundShare() : (double) row.right() / row.releases();
            add(
                    at(row, isHarm ? "found" : "promoted"),
                    ALMOST_ALL,
                    isHarm
                            ? time(row)
                            : String.format(
                                    Locale.ROOT,
                                    "promoted %d, held %d, rolled back %d",
                                    row.promoted(),
                                    row.held(),
                                    row.rolledBack()),
                    share >= FOUND_SHARE);
        }
        row("refused-404", BASE_RATE)
                .filter(_ -> scenario.name().equals("refused-404"))
                .ifPresent(
                        row ->
                                add(
                                        at(row, "found"),
                                        "median half a minute",
                                        time(row),
                                        row.medianOfAll() <= 0.5));
    }

    private void neverBlamed(String scenario) {
        for (Row row : of(scenario)) {
            add(
                    at(row, "verdict"),
                    "no rollback, right in all",
                    String.format(
                            Locale.ROOT,
                            "rolled back %d, right %d of %d",
                            row.rolledBack(),
                            row.right(),
                            row.releases()),
                    row.rolledBack() == 0 && row.right() == row.releases());
        }
    }

    private void split() {
        for (double rate : new double[] {BASE_RATE, HIGH_RATE}) {
            row("split", rate)
                    .ifPresent(
                            row ->
                                    add(
                                            at(row, "found"),
                                            "median 1 min",
                                            time(row),
                                            row.medianOfAll() <= SPLIT_MINUTES));
        }
    }

    private void cost(Cost cost) {
        add(
                "one judgement, 200 routes x 15 buckets x 7 kinds of 4xx x 2 versions",
                "less than 1 ms and 10 kB",
                String.format(
                        Locale.ROOT,
                        "%.2f ms, %.0f bytes allocated (JMH)",
                        cost.millis(),
                        cost.bytes()),
                cost.millis() < COST_MILLIS && cost.bytes() < COST_BYTES);
    }

    private void add(String what, String aim, String measured, boolean isMet) {
        checks.add(
                new Target(what, aim, measured, isMet ? Target.Status.MET : Target.Status.MISSED));
    }

    private List<Row> of(String scenario) {
        return rows.stream().filter(row -> row.scenario().name().equals(scenario)).toList();
    }

    private Optional<Row> row(String scenario, double rate) {
        return of(scenario).stream().filter(row -> row.perSecond() == rate).findFirst();
    }

    private static String at(Row row, String what) {
        return String.format(
                Locale.ROOT, "%s at %s/s: %s", row.scenario().name(), rate(row.perSecond()), what);
    }

    private static String time(Row row) {
        return String.format(
                Locale.ROOT, "%.1f %% found, median %s", 100 * row.foundShare(), minutes(row));
    }

    private static String minutes(Row row) {
        return number(row.medianOfAll(), "min");
    }

    private static String number(double value, String unit) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%s %s", trim(value), unit)
                : "never";
    }

    private static String trim(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    public static String rate(double perSecond) {
        return perSecond == Math.rint(perSecond)
                ? String.format(Locale.ROOT, "%.0f", perSecond)
                : "" + perSecond;
    }
}
