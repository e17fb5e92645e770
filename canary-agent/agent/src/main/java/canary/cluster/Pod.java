package canary.cluster;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;

/**
 * One running copy of a version.
 *
 * @param name unique among the pods of the cluster
 * @param version the version it runs
 * @param ready whether its readiness probe succeeds now
 * @param restarts how often it was started again after it ended by itself; cumulative
 * @param api root of its API, without a trailing slash; the public entrance where the pod itself
 *     cannot be asked as a user
 * @param management root of its management port ({@code /metrics}, {@code /health/ready}, {@code
 *     /info})
 * @param startedAt when its newest process began, running still or not; null where nobody tells
 * @param lastEnd why the process before ended, in the cluster's word ({@code OOMKilled}, {@code
 *     exit 137}); null where none did or nobody tells
 */
public record Pod(
        String name,
        String version,
        boolean ready,
        int restarts,
        URI api,
        URI management,
        @Nullable Instant startedAt,
        @Nullable String lastEnd) {

    /** Of which nobody tells when it began and what ended before. */
    public Pod(String name, String version, boolean ready, int restarts, URI api, URI management) {
        this(name, version, ready, restarts, api, management, null, null);
    }

    /** The same, ready or not. */
    public Pod withReady(boolean isReady) {
        return new Pod(name, version, isReady, restarts, api, management, startedAt, lastEnd);
    }

    /** The same, seen through another management port. */
    public Pod withManagement(URI seen) {
        return new Pod(name, version, ready, restarts, api, seen, startedAt, lastEnd);
    }
}
