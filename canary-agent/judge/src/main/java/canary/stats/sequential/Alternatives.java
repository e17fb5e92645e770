package canary.stats.sequential;

import canary.stats.Domain;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The effects that a test looks for, as weighted ratios beyond its margin. A test mixes over all of
 * them, so none needs to be right; a ratio between two of the grid is found almost as fast.
 */
public final class Alternatives implements Serializable {
    /** 24 ratios from 1.1 to 50, evenly spaced on a logarithmic scale, of equal weight. */
    public static final Alternatives STANDARD = logGrid(1.1, 50, 24);

    /** Largest grid; each tick costs time in proportion. */
    public static final int MAX_POINTS = 1_000;

    private final double[] ratios;
    private final double[] logRatios;
    private final double[] logWeights;

    Alternatives(double[] ratios, double[] weights) {
        this.ratios = ratios.clone();
        logRatios = Arrays.stream(ratios).map(Math::log).toArray();
        double sum = Arrays.stream(weights).sum();
        logWeights = Arrays.stream(weights).map(weight -> Math.log(weight / sum)).toArray();
    }

    /**
     * Equal weights on a grid of ratios that is even on a logarithmic scale.
     *
     * @param from smallest ratio, above 1
     * @param to largest ratio, at least {@code from} and at most a million
     * @param points size of the grid, 1 to {@value #MAX_POINTS}; with 1, only {@code from}
     */
    public static Alternatives logGrid(double from, double to, int points) {
        Domain.check(from > 1, "from", "above 1", from);
        Domain.check(to >= from && to <= 1e6, "to", "from (" + from + ") to 1000000", to);
        Domain.check(points >= 1 && points <= MAX_POINTS, "points", "1 to " + MAX_POINTS, points);
        double[] ratios = new double[points];
        double step = points == 1 ? 0 : Math.log(to / from) / (points - 1);
        Arrays.setAll(ratios, k -> from * Math.exp(step * k));
        double[] weights = new double[points];
        Arrays.fill(weights, 1);
        return new Alternatives(ratios, weights);
    }

    /**
     * The same ratios with weights proportional to {@code ratio^-power}. Above 0 small effects
     * gain: slowness by 30 % took 12 instead of 13 minutes with a power of one half. Below 0 large
     * ones do, for metrics so rare that only gross harm can be seen at all.
     *
     * @param power -4 to 4; 0 leaves the weights as they are
     */
    public Alternatives tilted(double power) {
        Domain.between(power, -4, 4, "power");
        double[] weights = new double[size()];
        Arrays.setAll(weights, k -> Math.exp(logWeights[k] - power * logRatios[k]));
        return new Alternatives(ratios, weights);
    }

    public int size() {
        return ratios.length;
    }

    public double ratio(int k) {
        return ratios[k];
    }

    double logRatio(int k) {
        return logRatios[k];
    }

    /** Natural logarithm of a weight; the weights sum to 1. */
    public double logWeight(int k) {
        return logWeights[k];
    }
}
