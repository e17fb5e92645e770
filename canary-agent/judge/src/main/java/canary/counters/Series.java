package canary.counters;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Requests of one version to one route, all counters cumulative.
 *
 * @param requests answers of any status
 * @param errors answers of status 5xx
 * @param buckets answers that took at most so many seconds; the keys are Prometheus' {@code le}
 * @param refusals answers of status 4xx by {@link Refusal#code()}; null where nobody tells
 * @param pod whose counters these are; null where they are the sum of several
 */
public record Series(
        String version,
        String method,
        String route,
        long requests,
        long errors,
        Map<String, Long> buckets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Long> refusals,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pod)
        implements Serializable {

    public Series {
        buckets = BucketCounts.of(buckets == null ? Map.of() : buckets);
        refusals =
                refusals == null || refusals.isEmpty()
                        ? refusals
                        : Collections.unmodifiableMap(new TreeMap<>(refusals));
    }

    /** Of which nobody tells the refusals. */
    public Series(
            String version,
            String method,
            String route,
            long requests,
            long errors,
            Map<String, Long> buckets) {
        this(version, method, route, requests, errors, buckets, null, null);
    }

    /** The sum over all pods. */
    public Series(
            String version,
            String method,
            String route,
            long requests,
            long errors,
            Map<String, Long> buckets,
            @Nullable Map<String, Long> refusals) {
        this(version, method, route, requests, errors, buckets, refusals, null);
    }

    /** How many answers were refused so; 0 where nobody tells. */
    public long refused(Refusal how) {
        return refusals == null ? 0 : refusals.getOrDefault(how.code(), 0L);
    }

    /**
     * The same series when more was counted.
     *
     * @param more of each bucket, in their order
     * @param moreRefusals by code
     */
    public Series plus(
            long moreRequests, long moreErrors, long[] more, Map<String, Long> moreRefusals) {
        Map<String, Long> sums = refusals;
        if (!moreRefusals.isEmpty()) {
            sums = new TreeMap<>(refusals == null ? Map.of() : refusals);
            for (Map.Entry<String, Long> one : moreRefusals.entrySet()) {
                sums.merge(one.getKey(), one.getValue(), Long::sum);
            }
        }
        return new Series(
                version,
                method,
                route,
                requests + moreRequests,
                errors + moreErrors,
                BucketCounts.of(buckets).plus(more),
                sums,
                pod);
    }

    /** Whether the other counts the same thing at the same edges. */
    public boolean isSameAs(Series other) {
        return version.equals(other.version)
                && method.equals(other.method)
                && route.equals(other.route)
                && Objects.equals(pod, other.pod)
                && (refusals == null) == (other.refusals == null)
                && BucketCounts.of(buckets).hasEdgesOf(BucketCounts.of(other.buckets));
    }
}
