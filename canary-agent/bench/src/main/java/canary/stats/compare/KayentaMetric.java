package canary.stats.compare;

import org.hipparchus.special.Erf;

import java.util.Arrays;

/**
 * How Kayenta's {@code NetflixACAJudge} labels one metric, with its defaults: direction "either",
 * tolerance 0.25 of the estimated shift, confidence 98 %, effect size as ratio of means.
 *
 * <p>Source: spinnaker/kayenta, {@code MannWhitneyClassifier.scala} at a69573be. One difference:
 * where both samples are constant the source adds random Gaussian noise of 0.00001 of the value;
 * here the noise is the normal distribution's quantiles at that scale, so that a verdict is
 * reproducible.
 *
 * @param allowedIncrease ratio of means at or above which a significant increase counts; default 1
 * @param allowedDecrease ratio at or below which a significant decrease counts; default 1
 */
public record KayentaMetric(double allowedIncrease, double allowedDecrease) {
    public static final KayentaMetric DEFAULTS = new KayentaMetric(1, 1);

    private static final double TOLERANCE = 0.25;
    private static final double CONFIDENCE = 0.98;
    private static final double NOISE = 1e-5;

    /** The judge's words for a metric. */
    public enum Label {
        PASS,
        HIGH,
        LOW,
        NO_DATA,
        /** The test threw; the source logs it and goes on. */
        ERROR
    }

    /**
     * @param canary one value a step, such as a minute; NaN is removed
     * @param baseline likewise
     */
    public Label classify(double[] canary, double[] baseline) {
        double[] x = Arrays.stream(canary).filter(value -> !Double.isNaN(value)).toArray();
        double[] y = Arrays.stream(baseline).filter(value -> !Double.isNaN(value)).toArray();
        if (x.length == 0 || y.length == 0) {
            return Label.NO_DATA;
        }
        if (Arrays.equals(Arrays.stream(x).sorted().toArray(), Arrays.stream(y).sorted().toArray())
                || (isConstant(x) && isConstant(y) && x[0] == y[0])) {
            return Label.PASS;
        }
        boolean degenerate = isConstant(x) && isConstant(y);
        try {
            return compare(degenerate ? spread(x) : x, degenerate ? spread(y) : y);
        } catch (IllegalArgumentException tied) {
            return Label.ERROR;
        }
    }

    private Label compare(double[] x, double[] y) {
        MannWhitney shift = MannWhitney.of(x, y, CONFIDENCE);
        double tolerated = TOLERANCE * Math.abs(shift.estimate());
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        boolean unknown =
                meanX == 0 || meanY == 0; // the source then skips the filter on the effect
        double effect = unknown ? Double.NaN : meanX / meanY;
        if (shift.low() > tolerated && (unknown || effect >= allowedIncrease)) {
            return Label.HIGH;
        }
        if (shift.high() < -tolerated && (unknown || effect <= allowedDecrease)) {
            return Label.LOW;
        }
        return Label.PASS;
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private static double[] spread(double[] values) {
        double[] noisy = new double[values.length];
        Arrays.setAll(
                noisy,
                i -> {
                    double probability = (i + 0.5) / values.length;
                    double normal = Math.sqrt(2) * Erf.erfInv(2 * probability - 1);
                    return values[i] + NOISE * values[i] * normal;
                });
        return noisy;
    }
}
