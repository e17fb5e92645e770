package canary.cluster;

import java.net.URI;

/**
 * One running copy of a version.
 *
 * @param name unique among the pods of the cluster
 * @param version the version it runs
 * @param ready whether its readiness probe succeeds now
 * @param restarts how often it was started again after it ended by itself; cumulative
 * @param api root of its API, without a trailing slash
 * @param management root of its management port ({@code /metrics}, {@code /health/ready}, {@code
 *     /info})
 */
public record Pod(
        String name, String version, boolean ready, int restarts, URI api, URI management) {}
