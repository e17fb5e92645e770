package canary.stats.sequential;

import canary.stats.Margin;
import canary.stats.PairedCounts;

import java.io.Serializable;

/**
 * Compares the share of bad outcomes of two versions over a whole release, whatever the traffic
 * weights were in its stages: the staged e-process with a multiplicative and an additive margin.
 *
 * <p>Null hypothesis: {@code p_canary(t) <= psi p_stable(t) + eps} at every moment. With {@code n,
 * m} trials and {@code x, y} bad outcomes of canary and stable in tick {@code i},
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
 * <p><b>Conditions.</b> Outcomes independent within a tick, given the error rates. Without that it
 * fails in the unsafe direction: bursts per user need distinct users as trials, noise per pod needs
 * {@code psi} around 1.3 (figures in {@code ErrorRateTest}). Merging of sparse ticks supposes that
 * the error rates and the weights do not change within the few trials that are merged; see {@link
 * #closeBlock()}.
 *
 * <p>Not thread-safe. Memory and time per tick are proportional to the grid; no tick allocates.
 */
public final class ErrorTest implements Serializable {
    private final Block block;

    private ErrorTest(Block block) {
        this.block = block;
    }

    /** Evidence that the canary is worse than stable by more than the margin. */
    public static ErrorTest harm(Margin margin, Alternatives alternatives) {
        return new ErrorTest(new Block(margin, alternatives, 1));
    }

    /**
     * Adds a tick judged by its own counts: right whatever the split really is. Ticks are added up
     * until either version has at least three trials, a rule that looks at counts only.
     */
    public void observe(PairedCounts tick) {
        block.bad(0, tick.canary().bad(), tick.stable().bad());
        block.trials(tick.canary().trials(), tick.stable().trials());
    }

    /**
     * Judges what waits for a larger block. Call it when the weights change, before the next tick.
     */
    public void closeBlock() {
        block.close();
    }

    public EValue evidence() {
        return block.evidence();
    }

    /** Natural logarithm of E now, without allocating. */
    public double logE() {
        return block.logE();
    }
}
