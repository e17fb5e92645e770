package canary.counters;

import java.io.Serializable;
import java.util.Map;

/**
 * Requests of one version to one route, all counters cumulative.
 *
 * @param requests answers of any status
 * @param errors answers of status 5xx
 * @param buckets answers that took at most so many seconds; the keys are Prometheus' {@code le}
 */
public record Series(
        String version,
        String method,
        String route,
        long requests,
        long errors,
        Map<String, Long> buckets)
        implements Serializable {

    public Series {
        buckets = BucketCounts.of(buckets == null ? Map.of() : buckets);
    }

    /**
     * The same series when more was counted.
     *
     * @param more of each bucket, in their order
     */
    public Series plus(long moreRequests, long moreErrors, long[] more) {
        return new Series(
                version,
                method,
                route,
                requests + moreRequests,
                errors + moreErrors,
                BucketCounts.of(buckets).plus(more));
    }

    /** Whether the other counts the same thing at the same edges. */
    public boolean isSameAs(Series other) {
        return version.equals(other.version)
                && method.equals(other.method)
                && route.equals(other.route)
                && BucketCounts.of(buckets).hasEdgesOf(BucketCounts.of(other.buckets));
    }
}
