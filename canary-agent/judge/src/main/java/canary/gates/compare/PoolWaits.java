package canary.gates.compare;

import canary.counters.DatabaseUse;
import canary.counters.Snapshot;
import canary.gates.input.Limits;
import canary.gates.input.Versions;
import canary.stats.sequential.SignTest;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Do the canary's callers wait longer for a connection? Pools tell sums only, so the mean wait of
 * each half minute is one sign.
 */
public final class PoolWaits implements Comparison {

    private static final Duration BLOCK = Duration.ofSeconds(30);
    private static final long FEWEST = 20;

    private final Versions versions;
    private final double ratio;
    private final double floor;
    private final double alpha;
    private final Blocks blocks = new Blocks(BLOCK);
    private final SignTest test = new SignTest();
    private double canary;
    private double stable;

    public PoolWaits(Limits.Database limits, Versions versions, double alpha) {
        this.versions = versions;
        this.ratio = limits.margin().ratio();
        this.floor = limits.poolWait().toMillis() / 1000.0;
        this.alpha = alpha;
    }

    @Override
    public void observe(ComparisonSteps.Step step) {
        blocks.next(step).ifPresent(this::observe);
    }

    private void observe(Blocks.Block block) {
        double canaryWait = meanWait(block, versions.canary());
        double stableWait = meanWait(block, versions.stable());
        if (Double.isNaN(canaryWait) || Double.isNaN(stableWait)) {
            return;
        }
        canary = canaryWait;
        stable = stableWait;
        test.observe(canary > floor && canary > ratio * stable);
    }

    /** In seconds; NaN where too few were handed out, or nobody times the waits for them. */
    private static double meanWait(Blocks.Block block, String version) {
        DatabaseUse was = block.before().databaseOf(version).orElse(null);
        DatabaseUse is = block.now().databaseOf(version).orElse(null);
        if (was == null || is == null || is.acquires() - was.acquires() < FEWEST) {
            return Double.NaN;
        }
        double seconds = is.acquireSeconds() - was.acquireSeconds();
        return seconds > 0 ? seconds / (is.acquires() - was.acquires()) : Double.NaN;
    }

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
        if (test.blocks() == 0) {
            return "waits for a connection are not compared yet";
        }
        return String.format(
                Locale.ROOT,
                "%s waits %s for a connection, %s %s, %d of %d times beyond the margin%s",
                versions.canary(),
                FigureFormat.seconds(canary),
                versions.stable(),
                FigureFormat.seconds(stable),
                test.beyond(),
                test.blocks(),
                isHarm() ? "; " + Comparison.chance(test.evidence()) : "");
    }

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (test.blocks() > 0) {
            figures.put("canaryWaitSeconds", canary);
            figures.put("stableWaitSeconds", stable);
            figures.put("waitsLogE", test.evidence().logE());
        }
        return figures;
    }
}
