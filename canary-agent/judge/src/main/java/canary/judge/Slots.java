package canary.judge;

import java.io.Serializable;
import java.util.function.IntToDoubleFunction;

/**
 * Averages the evidence of modules or routes with weights that are set before the canary has
 * traffic: nine tenths go to those known by then, in equal parts; the rest to those that turn up
 * later, {@code 1 / (j (j + 1))} of it to the j-th. A mean of e-values is an e-value whatever the
 * dependence between them (Vovk and Wang, arXiv 1912.06116).
 */
final class Slots implements Serializable {
    private static final double KNOWN = 0.9;

    private final int known;

    Slots(int known) {
        this.known = known;
    }

    private double weight(int slot) {
        if (slot < known) {
            return KNOWN / known;
        }
        double j = slot - known + 1.0;
        double rest = known == 0 ? 1 : 1 - KNOWN;
        return rest / (j * (j + 1));
    }

    /** Natural logarithm of the mean; slots without evidence count as evidence 1. */
    double logMean(int used, IntToDoubleFunction logE) {
        double top = 0;
        for (int slot = 0; slot < used; slot++) {
            top = Math.max(top, logE.applyAsDouble(slot));
        }
        double sum = 0;
        double rest = 1;
        for (int slot = 0; slot < used; slot++) {
            double weight = weight(slot);
            rest -= weight;
            sum += weight * Math.exp(logE.applyAsDouble(slot) - top);
        }
        return top + Math.log(sum + Math.max(0, rest) * Math.exp(-top));
    }

    /** What a slot's evidence counts for within the mean, as a logarithm. */
    double logShare(int slot, double logE) {
        return Math.log(weight(slot)) + logE;
    }
}
