package canary.stats.sequential;

import java.io.Serializable;

/**
 * Is more often than not something beyond its margin? A sign test by betting: each block of time
 * gives one sign, and a gambler stakes a fixed part of the wealth on "beyond".
 *
 * <p>Null hypothesis: whatever came before, the chance of "beyond" is at most one half; which holds
 * where the median of what is compared is at most its margin. With sign {@code s} (1 beyond, 0 not)
 * wealth is multiplied by {@code 1 + lambda (2 s - 1)}, which is expected to be {@code 1 + lambda
 * (2 p - 1) <= 1}: the wealth is a test supermartingale, and its mean over several lambda too.
 * Source: testing by betting, Shafer and Vovk, <i>Game-Theoretic Foundations for Probability and
 * Finance</i>, Wiley 2019; Ramdas, Grunwald, Vovk and Shafer, <i>Game-theoretic statistics and safe
 * anytime-valid inference</i>, arXiv 2210.01948.
 *
 * <p>It asks nothing of the distribution within a block, so it is for averages of few, uneven and
 * dependent measurements, such as processor time per request. The price is time: at an alpha of 1
 * in 10 000, 16 blocks in a row must be beyond. Blocks must be long enough that noise of one does
 * not reach into the next. Not thread-safe.
 */
public final class SignTest implements Serializable {
    private static final double[] STAKES = {0.25, 0.5, 0.75, 0.95};

    private final double[] logWealth = new double[STAKES.length];
    private int blocks;
    private int beyond;
    private double logE;
    private double peakLogE;

    /** Adds a block. */
    public void observe(boolean isBeyond) {
        blocks++;
        beyond += isBeyond ? 1 : 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < STAKES.length; i++) {
            logWealth[i] += Math.log1p(isBeyond ? STAKES[i] : -STAKES[i]);
            largest = Math.max(largest, logWealth[i]);
        }
        double sum = 0;
        for (double wealth : logWealth) {
            sum += Math.exp(wealth - largest);
        }
        logE = largest + Math.log(sum / STAKES.length);
        peakLogE = Math.max(peakLogE, logE);
    }

    public EValue evidence() {
        return new EValue(logE, peakLogE);
    }

    /** How many blocks there were. */
    public int blocks() {
        return blocks;
    }

    /** How many of them were beyond. */
    public int beyond() {
        return beyond;
    }
}
