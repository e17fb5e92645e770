package canary.judge;

import canary.stats.sequential.StratifiedTest;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

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

    private final StratifiedTest whole;
    private StratifiedTest newest;
    private int beginning = 1;
    private double ended = Double.NEGATIVE_INFINITY;
    private @Nullable Instant since;

    /**
     * @param anew makes a test that has seen nothing
     */
    RestartedTest(Supplier<StratifiedTest> anew) {
        whole = anew.get();
        newest = anew.get();
    }

    /** The test of the whole release. */
    StratifiedTest whole() {
        return whole;
    }

    /** The test since the newest beginning. */
    StratifiedTest newest() {
        return newest;
    }

    /** Begins anew where an hour is over. */
    void tick(Instant at, Supplier<StratifiedTest> anew, ToDoubleFunction<StratifiedTest> mean) {
        if (since == null) {
            since = at;
        } else if (!since.plus(EVERY).isAfter(at)) {
            begin(anew, mean);
            since = at;
        }
    }

    /** Begins anew, with a stage. */
    void begin(Supplier<StratifiedTest> anew, ToDoubleFunction<StratifiedTest> mean) {
        ended = add(ended, weight() + mean.applyAsDouble(newest));
        beginning++;
        newest = anew.get();
        since = null;
    }

    private double weight() {
        double j = beginning;
        return -Math.log(j * (j + 1));
    }

    /**
     * Natural logarithm of the evidence.
     *
     * @param mean of one test over its levels
     */
    double logE(ToDoubleFunction<StratifiedTest> mean) {
        double recent = add(ended, weight() + mean.applyAsDouble(newest));
        return add(WHOLE + mean.applyAsDouble(whole), REST + recent);
    }

    /** The test that tells more by now. */
    StratifiedTest stronger(ToDoubleFunction<StratifiedTest> mean) {
        return REST + weight() + mean.applyAsDouble(newest) > WHOLE + mean.applyAsDouble(whole)
                ? newest
                : whole;
    }

    private static double add(double a, double b) {
        double top = Math.max(a, b);
        return top == Double.NEGATIVE_INFINITY
                ? top
                : top + Math.log(Math.exp(a - top) + Math.exp(b - top));
    }
}
