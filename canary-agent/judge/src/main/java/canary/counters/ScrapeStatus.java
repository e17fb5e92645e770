package canary.counters;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Instant;

/**
 * How well one source of counters can be read: the only thing that tells counters that stand still
 * from counters that nobody reads.
 *
 * @param source a pod's name, or "mesh"
 * @param version the version a pod should run; empty for the mesh, which speaks for both
 * @param at when it was last read; null when never
 * @param problem what is wrong with what was read or with reading it; null when nothing
 */
public record ScrapeStatus(
        String source, String version, @Nullable Instant at, @Nullable String problem)
        implements Serializable {}
