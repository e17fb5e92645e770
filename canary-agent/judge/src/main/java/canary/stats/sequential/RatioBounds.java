package canary.stats.sequential;

import canary.stats.Domain;
import canary.stats.PairedCounts;

/**
 * How many times worse than stable the canary is, as an interval that is valid at every look and
 * over stages of any weights.
 *
 * <p>For each ratio psi of a logarithmic grid, {@code L(psi) = sum_i [x ln theta_i(psi) + y ln(1 -
 * theta_i(psi))]} with {@code theta_i(psi) = n psi / (n psi + m)}; the interval is {@code {psi : ln
 * sum_k w_k exp(L(psi_k)) - L(psi) < ln(1/alpha)}}. The mixture against each psi is {@link
 * ErrorTest}'s e-process without margin (its proof holds for ratios below 1 as well, as {@code 1 +
 * z <= exp(z)} for any z), so this is a confidence sequence by Ville's inequality, as in Howard,
 * Ramdas, McAuliffe and Sekhon, <i>Time-uniform, nonparametric, nonasymptotic confidence
 * sequences</i>, Annals of Statistics 2021. L is concave in ln psi, so the set is an interval; ends
 * between two points of the grid are moved outwards.
 *
 * <p>Condition: {@code p_canary(t) = psi p_stable(t)} with one psi throughout; the error rates may
 * change. Independence as for {@link ErrorTest}. Not thread-safe.
 */
public final class RatioBounds {
    private static final Alternatives GRID = Alternatives.grid(1.0 / 64, 1024, 161);

    private final Mixture mixture = new Mixture(1, 0, 0, GRID, 1);
    private final Block block = new Block(Block.Suspect.CANARY, mixture, 1);

    /**
     * An interval of ratios.
     *
     * @param low 0 where nothing speaks against any small ratio
     * @param high infinite where nothing speaks against any large one
     */
    public record Interval(double low, double high) {}

    /** Adds a tick; see {@link ErrorTest#observe(PairedCounts)}. */
    public void observe(PairedCounts tick) {
        take(tick);
        if (!block.isSparse()) {
            block.close();
        }
    }

    /**
     * Adds a tick judged by the canary's share; see {@link ErrorTest#observe(PairedCounts,
     * double)}.
     */
    public void observe(PairedCounts tick, double canaryShare) {
        Domain.openUnit(canaryShare, "canaryShare");
        closeBlock();
        take(tick);
        block.close(canaryShare);
    }

    /**
     * Judges what waits for a larger block. Call it when the weights change, before the next tick.
     */
    public void closeBlock() {
        block.close();
    }

    /**
     * The interval that holds the true ratio at all looks together with probability {@code 1 -
     * alpha}.
     *
     * @param alpha above 0 and below 1; for a bound on one side only this is conservative
     */
    public Interval interval(double alpha) {
        Domain.openUnit(alpha, "alpha");
        double least = mixture.logE(0) + Math.log(alpha);
        int first = 0;
        while (mixture.log(0, first) <= least) {
            first++;
        }
        int last = GRID.size() - 1;
        while (mixture.log(0, last) <= least) {
            last--;
        }
        return new Interval(
                first == 0 ? 0 : GRID.ratio(first - 1),
                last == GRID.size() - 1 ? Double.POSITIVE_INFINITY : GRID.ratio(last + 1));
    }

    public TestState snapshot() {
        return block.snapshot(0);
    }

    public void restore(TestState snapshot) {
        block.restore(snapshot);
    }

    private void take(PairedCounts tick) {
        block.trials(tick.canary().trials(), tick.stable().trials());
        block.bad(0, tick.canary().bad(), tick.stable().bad());
    }
}
