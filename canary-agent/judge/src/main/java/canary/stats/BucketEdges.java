package canary.stats;

import java.io.Serializable;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Upper edges of a latency histogram's buckets, without the last one, {@code +Inf}. */
public final class BucketEdges implements Serializable {
    /** Most edges of a histogram. */
    public static final int MAX_EDGES = 200;

    private final double[] seconds;

    private BucketEdges(double[] seconds) {
        this.seconds = seconds;
    }

    /**
     * @param seconds strictly increasing, finite, above 0; 1 to {@value #MAX_EDGES} of them
     */
    public static BucketEdges of(double... seconds) {
        Domain.check(
                seconds.length >= 1 && seconds.length <= MAX_EDGES,
                "number of edges",
                "1 to " + MAX_EDGES,
                seconds.length);
        double last = 0;
        for (double edge : seconds) {
            Domain.check(
                    edge > last && edge < Double.POSITIVE_INFINITY,
                    "edge",
                    "finite and above the one before (" + last + ")",
                    edge);
            last = edge;
        }
        return new BucketEdges(seconds.clone());
    }

    public int size() {
        return seconds.length;
    }

    /** In seconds. */
    public double edge(int j) {
        return seconds[j];
    }

    /**
     * Quantile in seconds by linear interpolation inside its bucket, as Prometheus'
     * histogram_quantile does it; where it lies in the infinite bucket, the highest edge.
     *
     * @param q 0 to 1
     * @param cumulative counts at or below each edge, then the count of all
     * @return empty where there is nothing
     */
    public OptionalDouble quantile(double q, long... cumulative) {
        Domain.between(q, 0, 1, "q");
        Domain.sameLength(cumulative.length, seconds.length + 1, "cumulative");
        long total = cumulative[seconds.length];
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double rank = q * total;
        double lower = 0;
        long below = 0;
        for (int j = 0; j < seconds.length; j++) {
            if (cumulative[j] >= rank) {
                long inside = cumulative[j] - below;
                double part = inside == 0 ? 1 : (rank - below) / inside;
                return OptionalDouble.of(lower + (seconds[j] - lower) * part);
            }
            lower = seconds[j];
            below = cumulative[j];
        }
        return OptionalDouble.of(lower);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BucketEdges that && Arrays.equals(seconds, that.seconds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(seconds);
    }

    @Override
    public String toString() {
        return Arrays.stream(seconds)
                .mapToObj(edge -> edge + " s")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
