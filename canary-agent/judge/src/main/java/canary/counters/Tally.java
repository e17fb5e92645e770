package canary.counters;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Requests of a version over all its routes, cumulative or of a window.
 *
 * @param buckets answers that took at most so many seconds, ascending; the last edge is infinite
 */
public record Tally(long requests, long errors, Map<Double, Long> buckets) {

    /** Nothing counted. */
    public static final Tally NONE = new Tally(0, 0, Map.of());

    static Tally of(List<Series> series, String version) {
        long requests = 0;
        long errors = 0;
        TreeMap<Double, Long> buckets = new TreeMap<>();
        for (Series one : series) {
            if (one.version().equals(version)) {
                requests += one.requests();
                errors += one.errors();
                one.buckets().forEach((le, count) -> buckets.merge(edge(le), count, Long::sum));
            }
        }
        return new Tally(requests, errors, Collections.unmodifiableMap(buckets));
    }

    /** What was added since; never below zero. */
    public Tally minus(Tally earlier) {
        TreeMap<Double, Long> added = new TreeMap<>();
        buckets.forEach(
                (le, count) ->
                        added.put(le, Math.max(0, count - earlier.buckets.getOrDefault(le, 0L))));
        return new Tally(
                Math.max(0, requests - earlier.requests),
                Math.max(0, errors - earlier.errors),
                Collections.unmodifiableMap(added));
    }

    /** Both together. */
    public Tally plus(Tally other) {
        TreeMap<Double, Long> both = new TreeMap<>(buckets);
        other.buckets.forEach((le, count) -> both.merge(le, count, Long::sum));
        return new Tally(
                requests + other.requests,
                errors + other.errors,
                Collections.unmodifiableMap(both));
    }

    /** Share of 5xx answers, 0 where nothing was answered. */
    public double errorShare() {
        return requests == 0 ? 0 : (double) errors / requests;
    }

    /** How many answers the histogram holds. */
    public long timed() {
        return buckets.getOrDefault(Double.POSITIVE_INFINITY, 0L);
    }

    /** Whether most answers are timed: what only some routes show is no picture of all. */
    public boolean isTimed() {
        return timed() > 0 && 2 * timed() >= requests;
    }

    /**
     * Quantile in seconds by linear interpolation inside its bucket, as Prometheus'
     * histogram_quantile does it; where it lies in the infinite bucket, the highest finite edge.
     */
    public OptionalDouble quantile(double q) {
        long total = timed();
        if (total == 0) {
            return OptionalDouble.empty();
        }
        double rank = q * total;
        double lowerEdge = 0;
        long below = 0;
        for (Map.Entry<Double, Long> bucket :
                buckets.entrySet().stream()
                        .sorted(Comparator.comparingDouble(Map.Entry::getKey))
                        .toList()) {
            if (bucket.getValue() >= rank) {
                if (bucket.getKey().isInfinite()) {
                    return OptionalDouble.of(lowerEdge);
                }
                long inside = bucket.getValue() - below;
                double part = inside == 0 ? 1 : (rank - below) / inside;
                return OptionalDouble.of(lowerEdge + (bucket.getKey() - lowerEdge) * part);
            }
            lowerEdge = bucket.getKey();
            below = bucket.getValue();
        }
        return OptionalDouble.of(lowerEdge);
    }

    private static double edge(String le) {
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }
}
