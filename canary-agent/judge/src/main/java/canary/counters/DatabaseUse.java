package canary.counters;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a version asked of its database; all cumulative.
 *
 * @param queries statements sent
 * @param buckets statements that took at most so many seconds; the keys are Prometheus' {@code le}
 * @param acquires connections that were handed out
 * @param acquireSeconds how long callers waited for them, all together
 * @param timeouts callers that went away without a connection
 * @param retries transactions that the database gave up and that were run again
 */
public record DatabaseUse(
        String version,
        long queries,
        Map<String, Long> buckets,
        long acquires,
        double acquireSeconds,
        long timeouts,
        long retries)
        implements Serializable {

    public DatabaseUse {
        buckets =
                buckets == null
                        ? Map.of()
                        : Collections.unmodifiableMap(new LinkedHashMap<>(buckets));
    }
}
