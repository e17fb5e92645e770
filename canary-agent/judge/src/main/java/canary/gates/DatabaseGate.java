package canary.gates;

import canary.counters.DatabaseUse;
import canary.counters.Snapshot;
import canary.gates.compare.Comparison;
import canary.gates.compare.ComparisonSteps;
import canary.gates.compare.FailedTransactions;
import canary.gates.compare.PoolWaits;
import canary.gates.compare.SlowStatements;
import canary.gates.input.GateInput;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.verdict.Evidence;
import canary.verdict.Verdict;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Harm when the canary's work with the database is worse than stable's: its statements take longer,
 * its callers wait longer for a connection, more of its transactions fail, or its pool is exhausted
 * while stable's is not.
 */
public final class DatabaseGate implements Gate {

    private static final double STATEMENTS = 0.6;
    private static final double TRANSACTIONS = 0.2;
    private static final double WAITS = 0.2;

    private final Limits.Database limits;
    private final Versions versions;
    private final ComparisonSteps steps;
    private final List<Comparison> comparisons;

    /**
     * @param alpha this gate's chance of a false alarm, over the whole release
     */
    public DatabaseGate(Limits.Database limits, Versions versions, double alpha) {
        this.limits = limits;
        this.versions = versions;
        this.steps = new ComparisonSteps(limits.warmUp());
        this.comparisons =
                List.of(
                        new SlowStatements(limits.margin(), versions, STATEMENTS * alpha),
                        new FailedTransactions(limits.margin(), versions, TRANSACTIONS * alpha),
                        new PoolWaits(limits, versions, WAITS * alpha));
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void observe(Snapshot seen) {
        steps.next(seen).ifPresent(step -> comparisons.forEach(each -> each.observe(step)));
    }

    @Override
    public Verdict judge(GateInput input) {
        Optional<Snapshot> latest = input.history().latest();
        for (String version : List.of(versions.canary(), versions.stable())) {
            if (latest.flatMap(last -> last.databaseOf(version)).isEmpty()) {
                return new Verdict.Unmeasured(
                        Evidence.of(version + " does not show what it asks of its database"));
            }
        }
        Verdict compared = Comparison.verdict(comparisons, input);
        return exhausted(input)
                .orElseGet(
                        () ->
                                compared instanceof Verdict.Harmful
                                        ? compared
                                        : seen(input, compared));
    }

    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        return seen.databaseOf(version).isPresent()
                ? Comparison.missing(comparisons, seen, List.of(version))
                : Optional.of("what " + version + " asks of its database cannot be seen");
    }

    /** The absolute stop: callers went away without a connection. */
    private Optional<Verdict> exhausted(GateInput input) {
        Instant edge = input.now().minus(limits.window());
        Instant since = edge.isAfter(input.since()) ? edge : input.since();
        long canary = added(input, since, versions.canary(), DatabaseUse::timeouts);
        long stable = added(input, since, versions.stable(), DatabaseUse::timeouts);
        if (canary <= limits.maxTimeouts()) {
            return Optional.empty();
        }
        Evidence evidence =
                new Evidence(
                        String.format(
                                Locale.ROOT,
                                "%d callers of %s found no connection, %d of %s; limit %d",
                                canary,
                                versions.canary(),
                                stable,
                                versions.stable(),
                                limits.maxTimeouts()),
                        Map.of(
                                "canaryTimeouts", (double) canary,
                                "stableTimeouts", (double) stable,
                                "limit", (double) limits.maxTimeouts()));
        return Optional.of(
                stable > limits.maxTimeouts()
                        ? new Verdict.Shared(evidence)
                        : new Verdict.Harmful(evidence));
    }

    private Verdict seen(GateInput input, Verdict compared) {
        long queries = added(input, input.since(), versions.canary(), DatabaseUse::queries);
        if (queries >= limits.minQueries()) {
            return compared;
        }
        String missing =
                String.format(
                        Locale.ROOT,
                        "%d of the %d statements of %s needed to judge",
                        queries,
                        limits.minQueries(),
                        versions.canary());
        return new Verdict.Undecided(new Evidence(missing, compared.evidence().figures()));
    }

    private static long added(
            GateInput input, Instant since, String version, ToLongFunction<DatabaseUse> count) {
        long is = count(input.history().latest(), version, count);
        long was = count(input.history().at(since), version, count);
        return Math.max(0, is - was);
    }

    private static long count(
            Optional<Snapshot> snapshot, String version, ToLongFunction<DatabaseUse> count) {
        return snapshot.flatMap(it -> it.databaseOf(version)).map(count::applyAsLong).orElse(0L);
    }
}
