package canary.stats.compare;

import java.util.function.DoubleUnaryOperator;

/**
 * Brent's zero finder (<i>Algorithms for Minimization without Derivatives</i>, 1973, chapter 4),
 * begun at both ends as R's and Kayenta's are. A library's that begins in the middle ends elsewhere
 * on the steps of a rank statistic.
 */
final class Zero {
    private static final int MAX_STEPS = 1_000;
    private static final double ULP = Math.ulp(1.0);

    private Zero() {}

    /**
     * @param from end of an interval over which f changes its sign
     * @param tolerance largest error of the result, in its own unit
     */
    static double between(double from, double to, double tolerance, DoubleUnaryOperator f) {
        double previous = from;
        double best = to;
        double opposite = from; // f(best) and f(opposite) differ in sign
        double fPrevious = f.applyAsDouble(from);
        double fBest = f.applyAsDouble(to);
        double fOpposite = fPrevious;
        if (fPrevious == 0) {
            return from;
        }
        for (int i = 0; i <= MAX_STEPS; i++) {
            double lastStep = best - previous;
            if (Math.abs(fOpposite) < Math.abs(fBest)) {
                previous = best;
                best = opposite;
                opposite = previous;
                fPrevious = fBest;
                fBest = fOpposite;
                fOpposite = fPrevious;
            }
            double close = 2 * ULP * Math.abs(best) + tolerance / 2;
            double half = (opposite - best) / 2;
            if (Math.abs(half) <= close || fBest == 0) {
                return best;
            }
            boolean promising =
                    Math.abs(lastStep) >= close && Math.abs(fPrevious) > Math.abs(fBest);
            double step = half;
            if (promising) {
                double ratio = fBest / fPrevious;
                double p = 2 * half * ratio;
                double q = 1 - ratio;
                if (previous != opposite) { // three points: inverse quadratic, else secant
                    double s = fPrevious / fOpposite;
                    double t = fBest / fOpposite;
                    p = ratio * (2 * half * s * (s - t) - (best - previous) * (t - 1));
                    q = (s - 1) * (t - 1) * (ratio - 1);
                }
                step = inside(p, q, half, close, lastStep);
            }
            step = Math.abs(step) < close ? Math.copySign(close, step) : step;
            previous = best;
            fPrevious = fBest;
            best += step;
            fBest = f.applyAsDouble(best);
            if (Math.signum(fBest) * Math.signum(fOpposite) > 0) {
                opposite = previous;
                fOpposite = fPrevious;
            }
        }
        return best;
    }

    /** The step p / q, or half the interval where it would leave that or converge too slowly. */
    private static double inside(double p, double q, double half, double close, double lastStep) {
        double size = Math.abs(p);
        double signed = p > 0 ? -q : q;
        boolean taken =
                size < 1.5 * half * signed - Math.abs(close * q) / 2
                        && size < Math.abs(lastStep * q / 2);
        return taken ? size / signed : half;
    }
}
