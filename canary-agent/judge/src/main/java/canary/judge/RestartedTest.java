package canary.judge;

import canary.stats.Margin;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.StratifiedTest;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A sequential test of the whole release, and beside it one that begins anew with each stage and
 * each hour: evidence that a long clean past has gathered against harm must not hide harm that
 * comes late. The evidence is a mean with weights that were set beforehand: nine tenths for the
 * whole, and {@code 1 / (j (j + 1))} of the rest for the j-th beginning; an ended one keeps what it
 * had, and what is left for later ones counts as nothing.
 */
final class RestartedTest implements Serializable {
    private static final double WHOLE = Math.log(0.9);
    private static final double REST = Math.log(0.1);
    private static final Duration EVERY = Duration.ofHours(1);

    /** Natural logarithm of a test's evidence, as a mean over its levels. */
    @FunctionalInterface
    interface Mean extends Serializable {
        double logE(StratifiedTest test);
    }

    private final Margin margin;
    private final Alternatives alternatives;
    private final int events;
    private final Mean mean;
    private final StratifiedTest whole;
    private StratifiedTest newest;
    private int beginning = 1;
    private double ended = Double.NEGATIVE_INFINITY;
    private @Nullable Instant since;

    RestartedTest(Margin margin, Alternatives alternatives, int events, Mean mean) {
        this.margin = margin;
        this.alternatives = alternatives;
        this.events = events;
        this.mean = mean;
        whole = new StratifiedTest(margin, alternatives, events);
        newest = new StratifiedTest(margin, alternatives, events);
    }

    /** Begins anew where an hour is over. */
    void tick(Instant at) {
        if (since == null) {
            since = at;
        } else if (!since.plus(EVERY).isAfter(at)) {
            begin();
            since = at;
        }
    }

    /** Begins anew, with a stage. */
    void begin() {
        ended = add(ended, weight() + mean.logE(newest));
        beginning++;
        newest = new StratifiedTest(margin, alternatives, events);
        since = null;
    }

    private double weight() {
        double j = beginning;
        return -Math.log(j * (j + 1));
    }

    /** See {@link StratifiedTest#cell(int, int, double, double, double, double[], double[])}. */
    void cell(
            int stratum,
            int group,
            double canaryOffset,
            double stableOffset,
            double trials,
            double[] canaryBad,
            double[] stableBad) {
        whole.cell(stratum, group, canaryOffset, stableOffset, trials, canaryBad, stableBad);
        newest.cell(stratum, group, canaryOffset, stableOffset, trials, canaryBad, stableBad);
    }

    /** The same for one kind of event alone. */
    void cell(
            int event,
            int stratum,
            int group,
            double canaryOffset,
            double stableOffset,
            double trials,
            double canaryBad,
            double stableBad) {
        whole.cell(event, stratum, group, canaryOffset, stableOffset, trials, canaryBad, stableBad);
        newest.cell(
                event, stratum, group, canaryOffset, stableOffset, trials, canaryBad, stableBad);
    }

    /** See {@link StratifiedTest#alone}. */
    void alone(
            int stratum,
            int group,
            double canaryOffset,
            double stableOffset,
            double trials,
            double[] canaryBad,
            double[] stableBad) {
        whole.alone(stratum, group, canaryOffset, stableOffset, trials, canaryBad, stableBad);
        newest.alone(stratum, group, canaryOffset, stableOffset, trials, canaryBad, stableBad);
    }

    /** The test of the whole release. */
    StratifiedTest whole() {
        return whole;
    }

    /** Natural logarithm of the evidence. */
    double logE() {
        double recent = add(ended, weight() + mean.logE(newest));
        return add(WHOLE + mean.logE(whole), REST + recent);
    }

    /** The test that tells more by now. */
    StratifiedTest stronger() {
        return REST + weight() + mean.logE(newest) > WHOLE + mean.logE(whole) ? newest : whole;
    }

    private static double add(double a, double b) {
        double top = Math.max(a, b);
        return top == Double.NEGATIVE_INFINITY
                ? top
                : top + Math.log(Math.exp(a - top) + Math.exp(b - top));
    }
}
