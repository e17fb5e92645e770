package canary.counters;

import java.io.Serializable;

/**
 * What a version's pods use of what they have. Processor time is cumulative, the rest is what the
 * pods that could be read say now, added up; 0 where they say nothing.
 *
 * @param cpuSeconds processor time used
 * @param heapUsed bytes that the last full collection left alive
 * @param heapMax bytes that may be left alive
 * @param poolActive connections to the database in use
 * @param poolPending callers that wait for one
 * @param poolMax connections that there may be
 * @param pods how many pods were read
 */
public record Usage(
        String version,
        double cpuSeconds,
        double heapUsed,
        double heapMax,
        double poolActive,
        double poolPending,
        double poolMax,
        int pods)
        implements Serializable {}
