package canary.counters;

import java.util.Collections;
import java.util.LinkedHashMap;
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
        Map<String, Long> buckets) {

    public Series {
        buckets =
                buckets == null
                        ? Map.of()
                        : Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
    }
}
