package canary.stats.sequential;

import canary.stats.Domain;

import java.util.Arrays;

/**
 * The engine of {@link ErrorTest}, {@link LatencyTest} and {@link RatioBounds}: log-likelihood
 * ratios of a suspect against a reference, for several kinds of bad event over the same trials and
 * for a grid of alternatives, in arrays made once.
 *
 * <p>With offsets {@code s} and {@code t} (trials, or shares of the traffic), {@code theta = psi s
 * / (psi s + t)} is the chance that a bad event is the suspect's at the boundary of the null
 * hypothesis, and an alternative {@code r} multiplies its odds. Then {@code B = 1 / (1 + theta (r -
 * 1))}, {@code A = r B}, and a tick with {@code x} and {@code y} bad events adds
 *
 * <pre>x ln A + y ln B - n_suspect ln(1 + eps (A - 1)) - n_reference ln(1 + delta (B - 1))</pre>
 *
 * where eps widens the null hypothesis to {@code p_suspect <= psi p_reference + eps}, and delta
 * narrows it to {@code p_suspect <= psi (p_reference - delta)}; at most one of the two is used.
 * Proofs that the exponential of the sum is not expected to grow are at {@link ErrorTest}.
 */
final class Mixture {
    /** Observed counts carry next to no information below this many trials of a version. */
    static final long SPARSE = 3;

    /** Summands this far below the largest change nothing in a double: exp(-40) = 4e-18. */
    private static final double NEGLIGIBLE = -40;

    private final double psi;
    private final double eps;
    private final double delta;
    private final Alternatives alternatives;
    private final int size;
    private final double[] logs;
    private final double[] logB;
    private final double[] logRatio;
    private final double[] driftPerTrial;
    private double theta = Double.NaN;

    Mixture(double psi, double eps, double delta, Alternatives alternatives, int events) {
        this.psi = psi;
        this.eps = eps;
        this.delta = delta;
        this.alternatives = alternatives;
        size = alternatives.size();
        logs = new double[Math.multiplyExact(events, size)];
        logB = new double[size];
        driftPerTrial = new double[size];
        logRatio = new double[size];
        Arrays.setAll(logRatio, alternatives::logRatio);
    }

    /** Prepares a tick: {@code s} and {@code t} are above 0 and are the only thing that matters. */
    void offsets(double s, double t) {
        double next = psi * s / (psi * s + t);
        if (next == theta) {
            return; // configured shares stay the same for a whole stage
        }
        theta = next;
        for (int k = 0; k < size; k++) {
            double excess = alternatives.ratio(k) - 1;
            double odds = 1 + theta * excess;
            logB[k] = -Math.log1p(theta * excess);
            if (eps > 0) {
                driftPerTrial[k] = Math.log1p(eps * excess * (t / (psi * s + t)) / odds);
            } else if (delta > 0) {
                driftPerTrial[k] = Math.log1p(-delta * theta * excess / odds);
            }
        }
    }

    /** Adds one kind of event of the tick that {@link #offsets} prepared. */
    void add(
            int event,
            long suspectTrials,
            long suspectBad,
            long referenceTrials,
            long referenceBad) {
        double trials = eps > 0 ? (double) suspectTrials : (double) referenceTrials;
        addReal(event, trials, (double) suspectBad, (double) referenceBad);
    }

    /** As {@link #add} in real numbers, with the trials of the version whose margin drifts. */
    void addReal(int event, double driftTrials, double suspectBad, double referenceBad) {
        int base = event * size;
        double both = suspectBad + referenceBad;
        if (both > 0) {
            for (int k = 0; k < size; k++) {
                logs[base + k] += suspectBad * logRatio[k] + both * logB[k];
            }
        }
        if (eps > 0 || delta > 0) {
            for (int k = 0; k < size; k++) {
                logs[base + k] -= driftTrials * driftPerTrial[k];
            }
        }
    }

    /** {@code ln sum_k w_k exp(L_k)} of one kind of event; never overflows. */
    double logE(int event) {
        return logE(logs, event * size, alternatives);
    }

    /** The same of logarithms that are kept elsewhere, from an index on. */
    static double logE(double[] logs, int base, Alternatives alternatives) {
        int size = alternatives.size();
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, logs[base + k] + alternatives.logWeight(k));
        }
        double sum = 0;
        for (int k = 0; k < size; k++) {
            double below = logs[base + k] + alternatives.logWeight(k) - largest;
            if (below > NEGLIGIBLE) {
                sum += Math.exp(below);
            }
        }
        return largest + Math.log(sum);
    }

    double log(int event, int k) {
        return logs[event * size + k];
    }

    double[] logs() {
        return logs.clone();
    }

    void restore(double[] saved) {
        Domain.sameLength(saved.length, logs.length, "logs");
        for (double value : saved) {
            Domain.check(Double.isFinite(value), "logs", "finite", value);
        }
        System.arraycopy(saved, 0, logs, 0, logs.length);
    }
}
