package canary.judge;

import canary.judge.traffic.RequestTotals;
import canary.judge.traffic.Span;

import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;

/**
 * How little an answer tells where there are many. Pods drift: for a while one version's are slower
 * by chance, and all their answers with them. The more answers a second there are, the less each
 * one says beyond that drift: with slow answers at rates a and b the variance of the log ratio
 * grows from (1/a + 1/b) to (1/a + 1/b + V) a second, so each counts for 1 / (1 + V a b / (a + b)).
 */
final class PodDrift implements Serializable {
    /**
     * Long-run variance of the drift between two versions' pods, of the logarithm of the ratio of
     * slow answers, in seconds: some 5 % for half a minute at a time.
     */
    private static final double DRIFT = 0.6;

    /**
     * By how much the margin grows with each answer a second, in the harmonic sense: what lasting
     * differences between pods there are shows ever more clearly the more is counted, and a change
     * of the version that matters is found there in a minute all the same.
     */
    private static final double WIDER = 0.006;

    private final double[] discounts;
    private double widening = 1;

    PodDrift(int edges) {
        discounts = new double[edges];
        Arrays.fill(discounts, 1);
    }

    /**
     * Works out the next interval's.
     *
     * @param compared all that was compared so far, for the share of slow answers
     */
    void next(Duration length, RequestTotals canary, RequestTotals stable, Span compared) {
        double seconds = length.toNanos() / 1e9;
        double both = (double) compared.canary().timed() + compared.stable().timed();
        double n = canary.timed() / seconds;
        double m = stable.timed() / seconds;
        widening = 1 + WIDER * harmonic(n, m);
        for (int edge = 0; edge < discounts.length; edge++) {
            double share =
                    (compared.canary().slower(edge) + compared.stable().slower(edge))
                            / Math.max(1, both);
            discounts[edge] = 1 + DRIFT * harmonic(share * n, share * m);
        }
    }

    private static double harmonic(double a, double b) {
        return a + b == 0 ? 0 : a * b / (a + b);
    }

    /** By which slow answers at an edge are divided, at least 1. */
    double discount(int edge) {
        return discounts[edge];
    }

    /** By which the canary's trials are multiplied, at least 1. */
    double widening() {
        return widening;
    }
}
