package canary.gates.compare;

import canary.counters.DatabaseUse;
import canary.counters.Snapshot;
import canary.gates.input.Versions;
import canary.stats.Counts;
import canary.stats.Margin;
import canary.stats.PairedCounts;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.ErrorTest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Do more of the canary's transactions fail: given up by the database and run again, or turned away
 * for want of a connection?
 */
public final class FailedTransactions implements Comparison {

    private final Versions versions;
    private final double alpha;
    private final ErrorTest test;
    private PairedCounts total = new PairedCounts(Counts.NONE, Counts.NONE);

    public FailedTransactions(Margin margin, Versions versions, double alpha) {
        this.versions = versions;
        this.alpha = alpha;
        this.test = ErrorTest.harm(margin, Alternatives.STANDARD);
    }

    @Override
    public void observe(ComparisonSteps.Step step) {
        if (step.isNewWeight()) {
            test.closeBlock();
        }
        PairedCounts tick =
                new PairedCounts(added(step, versions.canary()), added(step, versions.stable()));
        test.observe(tick);
        total = total.plus(tick);
    }

    private static Counts added(ComparisonSteps.Step step, String version) {
        return counts(step.before(), step.now(), version);
    }

    private static Counts counts(Snapshot before, Snapshot now, String version) {
        DatabaseUse was = before.databaseOf(version).orElse(null);
        DatabaseUse is = now.databaseOf(version).orElse(null);
        if (was == null || is == null) {
            return Counts.NONE;
        }
        long timeouts = Math.max(0, is.timeouts() - was.timeouts());
        long retries = Math.max(0, is.retries() - was.retries());
        long trials = timeouts + Math.max(0, is.acquires() - was.acquires());
        return new Counts(trials, Math.min(trials, timeouts + retries));
    }

    /** No statement is sent without a connection: none handed out is none counted. */
    @Override
    public Optional<String> missing(Snapshot seen, String version) {
        boolean isShown = seen.databaseOf(version).filter(use -> use.acquires() > 0).isPresent();
        return isShown ? Optional.empty() : Optional.of("its connections to the database");
    }

    @Override
    public boolean isHarm() {
        return test.evidence().rejects(alpha);
    }

    @Override
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "%d of %,d transactions of %s failed at the database, %d of %,d of %s%s",
                total.canary().bad(),
                total.canary().trials(),
                versions.canary(),
                total.stable().bad(),
                total.stable().trials(),
                versions.stable(),
                isHarm() ? "; " + Comparison.chance(test.evidence()) : "");
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("canaryTransactions", (double) total.canary().trials());
        figures.put("canaryFailed", (double) total.canary().bad());
        figures.put("stableTransactions", (double) total.stable().trials());
        figures.put("stableFailed", (double) total.stable().bad());
        figures.put("failedLogE", test.logE());
        return figures;
    }
}
