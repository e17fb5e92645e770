package canary.stats.sequential;

import canary.stats.Domain;
import canary.stats.Margin;
import canary.stats.PairedCounts;

/**
 * Compares the share of bad outcomes of two versions over a whole release, whatever the traffic
 * weights were in its stages: the staged e-process with a multiplicative and an additive margin.
 *
 * <p><b>Harm.</b> Null hypothesis: {@code p_canary(t) <= psi p_stable(t) + eps} at every moment.
 * With {@code n, m} trials and {@code x, y} bad outcomes of canary and stable in tick {@code i},
 *
 * <pre>
 * theta_i = n psi / (n psi + m),   theta_ki = n psi r_k / (n psi r_k + m)
 * A = theta_ki / theta_i,          B = (1 - theta_ki) / (1 - theta_i)
 * E = sum_k w_k exp( sum_i [ x ln A + y ln B - n ln(1 + eps (A - 1)) ] )
 * </pre>
 *
 * <p>Proof that E is not expected to grow: given the counts, one tick's factor is expected to be
 * {@code ((1 + p_c) / (1 + eps ))^n (1 + p_s (B-1))^m <= exp(n (p_c - eps)(A-1) + m p_s
 * (B-1))} where {@code p_c >= eps} (and at most 1 where it is not), and at {@code p_c - eps = psi
 * p_s} the exponent is {@code p_s (n psi + m)(theta A + (1 - theta) B - 1) = 0}. The error rates
 * may change from tick to tick; the weights of the stages may change; nothing starts anew between
 * stages. Source: derived for this project (research notes, section 2.a'); the likelihood is that
 * of Lindon and Malek, <i>Anytime-valid inference for multinomial count data</i>, arXiv 2011.03567,
 * for two arms and a grid prior.
 *
 * <p><b>Safety.</b> Null hypothesis: {@code p_canary(t) >= psi p_stable(t) + eps}. Roles swapped,
 * {@code 1 / psi} in place of psi, and the last term {@code - n ln(1 + eps (B - 1))}, which is
 * evidence <em>for</em> safety: under the null hypothesis {@code (1 + p_c (B-1)) / (1 + eps (B-1))
 * <= exp((p_c - eps)(B-1))} because {@code p_c >= eps} and {@code B <= 1}. With no error anywhere
 * it becomes the rule of three: {@code E -> (1 - eps)^-n}. Refuting it is what promotion early may
 * rest on.
 *
 * <p><b>Conditions.</b> Outcomes independent within a tick, given the error rates. Without that it
 * fails in the unsafe direction: bursts per user need distinct users as trials, noise per pod needs
 * {@code psi} around 1.3 (figures in {@code ErrorRateTest}). Merging of sparse ticks supposes that
 * the error rates and the weights do not change within the few trials that are merged; see {@link
 * #closeBlock()}.
 *
 * <p>Not thread-safe. Memory and time per tick are proportional to the grid; no tick allocates.
 */
public final class ErrorTest {
    private final Mixture mixture;
    private final Block block;
    private double logE;
    private double peakLogE;

    private ErrorTest(Block.Suspect suspect, Mixture mixture) {
        this.mixture = mixture;
        block = new Block(suspect, mixture, 1);
    }

    /** Evidence that the canary is worse than stable by more than the margin. */
    public static ErrorTest harm(Margin margin, Alternatives alternatives) {
        return new ErrorTest(
                Block.Suspect.CANARY,
                new Mixture(margin.ratio(), margin.share(), 0, alternatives, 1));
    }

    /**
     * Evidence that the canary is within the margin. Where stable has no errors it can only grow if
     * the margin's share is above 0.
     */
    public static ErrorTest safety(Margin margin, Alternatives alternatives) {
        return new ErrorTest(
                Block.Suspect.STABLE,
                new Mixture(1 / margin.ratio(), 0, margin.share(), alternatives, 1));
    }

    /**
     * Adds a tick judged by its own counts: right whatever the split really is. Ticks are added up
     * until either version has at least three trials, a rule that looks at counts only.
     */
    public void observe(PairedCounts tick) {
        take(tick);
        if (!block.isSparse() && block.close()) {
            evaluate();
        }
    }

    /**
     * Adds a tick judged by the share of traffic that the canary was given: sooner where traffic is
     * sparse (15 instead of 18 canary requests at 20 % errors and 0.2 requests a second), valid by
     * Poisson thinning, and wrong by as much as the share is wrong.
     *
     * <p>Only when the split was seen to hold ({@link SplitTest}, decided before this tick), and
     * only where trials are assigned one by one at random. A share that is too small by a factor f
     * blames a canary that is f times worse than the margin allows, so pass the upper edge of the
     * tolerated band.
     *
     * @param canaryShare share of the trials that go to the canary, above 0 and below 1
     */
    public void observe(PairedCounts tick, double canaryShare) {
        Domain.openUnit(canaryShare, "canaryShare");
        closeBlock();
        take(tick);
        if (!block.isEmpty()) {
            block.close(canaryShare);
            evaluate();
        }
    }

    /**
     * Judges what waits for a larger block. Call it when the weights change, before the next tick.
     */
    public void closeBlock() {
        if (!block.isEmpty() && block.close()) {
            evaluate();
        }
    }

    public EValue evidence() {
        return new EValue(logE, peakLogE);
    }

    /** Natural logarithm of E now, without allocating; for {@link EValues}. */
    public double logE() {
        return logE;
    }

    public TestState snapshot() {
        return block.snapshot(peakLogE);
    }

    /** Goes on from a snapshot of a test with the same margin and alternatives. */
    public void restore(TestState snapshot) {
        block.restore(snapshot);
        logE = mixture.logE(0);
        peakLogE = snapshot.peakLogE();
        evidence();
    }

    private void take(PairedCounts tick) {
        block.trials(tick.canary().trials(), tick.stable().trials());
        block.bad(0, tick.canary().bad(), tick.stable().bad());
    }

    private void evaluate() {
        logE = mixture.logE(0);
        peakLogE = Math.max(peakLogE, logE);
    }
}
