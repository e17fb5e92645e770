package canary.bench.rules;

import canary.stats.Domain;

import java.util.List;

/**
 * Merges e-values of metrics and routes into one, so that a release has one alpha.
 *
 * <p>A weighted mean whose weights sum to at most 1 is an e-value whatever the dependence between
 * its parts (Vovk and Wang, arXiv 1912.06116), and the only admissible merge of arbitrary e-values
 * (Wang, arXiv 2409.19888). Weights are set before the release: a part that turns up later takes a
 * free slot, and slots that are still free count as 1.
 */
final class EValues {
    private static final double WEIGHT_TOLERANCE = 1e-9;

    private EValues() {}

    /**
     * One metric's or route's evidence.
     *
     * @param weight its share of the release's alpha, above 0 and at most 1
     * @param logE natural logarithm of its e-value now
     */
    record Part(String name, double weight, double logE) {
        Part {
            Domain.check(weight > 0 && weight <= 1, "weight", "above 0 and at most 1", weight);
            if (Double.isNaN(logE)) {
                throw Domain.outside("logE of " + name, "a number", logE);
            }
        }
    }

    /**
     * The release's evidence.
     *
     * @param logE natural logarithm of the mean
     * @param strongest name of the part that contributes most
     */
    record Merged(double logE, String strongest) {
        /**
         * @param alpha chance of a false alarm in the whole release, above 0 and below 1
         */
        boolean rejects(double alpha) {
            Domain.openUnit(alpha, "alpha");
            return logE >= -Math.log(alpha);
        }
    }

    /** Weights sum to at most 1; what is missing counts as evidence 1. At least one part. */
    static Merged merge(List<Part> parts) {
        Domain.check(!parts.isEmpty(), "parts", "at least one", parts);
        double sum = 0;
        double largest = Double.NEGATIVE_INFINITY;
        String strongest = "";
        for (Part part : parts) {
            sum += part.weight();
            double weighted = Math.log(part.weight()) + part.logE();
            if (strongest.isEmpty() || weighted > largest) {
                largest = weighted;
                strongest = part.name();
            }
        }
        Domain.check(sum <= 1 + WEIGHT_TOLERANCE, "sum of weights", "at most 1", sum);
        double rest = Math.max(0, 1 - sum);
        double top = Math.max(largest, Math.log(rest));
        double total = rest > 0 ? Math.exp(Math.log(rest) - top) : 0;
        for (Part part : parts) {
            total += Math.exp(Math.log(part.weight()) + part.logE() - top);
        }
        return new Merged(top + Math.log(total), strongest);
    }
}
