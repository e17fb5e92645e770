package canary.stats.sequential;

import canary.stats.Counts;
import canary.stats.Domain;
import canary.stats.Margin;
import canary.stats.PairedCounts;
import canary.stats.ShareBounds;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What {@link ErrorTest#harm} would have seen by now: the honest half of "no harm found".
 *
 * @param badNeeded bad outcomes of the canary at which E reaches {@code 1/alpha}, spread over the
 *     stages as its trials were and against stable's bad outcomes as they are
 * @param share smallest share of bad outcomes with which the canary would have reached that number
 *     with the power asked for
 * @param ratio that share over stable's; infinite where stable has no bad outcome
 */
public record SmallestEffect(long badNeeded, double share, double ratio) implements Serializable {

    /**
     * Computed from the totals of each stage: the needed number by bisection, as E grows with each
     * bad outcome of the canary; the share as the p with {@code P(Binomial(n, p) >= badNeeded) =
     * power}, the {@code power} quantile of Beta(badNeeded, n - badNeeded + 1). E may have been
     * larger at an earlier look, so slightly less may suffice. Takes some microseconds to
     * milliseconds: for reports, not for every tick.
     *
     * @param stages totals of each stage so far
     * @param alpha as for the test (the metric's weight times the release's alpha), above 0 and
     *     below 1
     * @param power above 0 and below 1, usually 0.8 or 0.9
     * @return empty where not even a canary that always fails would have been seen
     */
    public static Optional<SmallestEffect> of(
            List<PairedCounts> stages,
            Margin margin,
            Alternatives alternatives,
            double alpha,
            double power) {
        Domain.openUnit(alpha, "alpha");
        Domain.openUnit(power, "power");
        List<PairedCounts> compared =
                stages.stream().filter(SmallestEffect::hasBothVersions).toList();
        PairedCounts total =
                compared.stream()
                        .reduce(new PairedCounts(Counts.NONE, Counts.NONE), PairedCounts::plus);
        long trials = total.canary().trials();
        Detector detector = new Detector(compared, trials, margin, alternatives);
        double threshold = -Math.log(alpha);
        if (trials == 0 || detector.logE((double) trials) < threshold) {
            return Optional.empty();
        }
        long low = 0;
        long high = trials;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (detector.logE((double) middle) < threshold) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = ShareBounds.betaQuantile(power, (double) high, trials - high + 1.0);
        double stableShare = (double) total.stable().bad() / total.stable().trials();
        return Optional.of(
                new SmallestEffect(
                        high,
                        share,
                        stableShare > 0 ? share / stableShare : Double.POSITIVE_INFINITY));
    }

    private static boolean hasBothVersions(PairedCounts stage) {
        return stage.canary().trials() > 0 && stage.stable().trials() > 0;
    }

    /** E as a function of the canary's bad outcomes; each logarithm is a line in their number. */
    private static final class Detector implements Serializable {
        private final Mixture mixture;
        private final double[] atNone;
        private final double[] perBad;
        private final double[] logs;

        Detector(List<PairedCounts> stages, long trials, Margin margin, Alternatives alternatives) {
            mixture = new Mixture(margin, alternatives);
            atNone = new double[alternatives.size()];
            perBad = new double[alternatives.size()];
            logs = new double[alternatives.size()];
            for (PairedCounts stage : stages) {
                double canary = stage.canary().trials();
                mixture.offsets(canary, (double) stage.stable().trials());
                mixture.change(logs, canary, 0, (double) stage.stable().bad());
                addTo(atNone);
                mixture.change(logs, 0, canary / trials, 0);
                addTo(perBad);
            }
        }

        private void addTo(double[] sums) {
            for (int k = 0; k < logs.length; k++) {
                sums[k] += logs[k];
            }
        }

        double logE(double bad) {
            for (int k = 0; k < logs.length; k++) {
                logs[k] = atNone[k] + bad * perBad[k];
            }
            return mixture.logE(logs, 0);
        }
    }
}
