package canary.metrics;

import canary.counters.scrape.Counters;
import canary.counters.scrape.Sample;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where counters are read. Whatever the way, the result is what the processes themselves expose, so
 * that {@link Counters} and all judgement after it are the same.
 */
public interface MetricSource {

    /**
     * A pod whose counters are wanted.
     *
     * @param page its own page of metrics
     */
    record Target(String name, URI page) {}

    /**
     * What one source says.
     *
     * @param pages the counters by process; none where nothing could be read, one for a pod, one or
     *     more for a mesh
     * @param at when they were counted; null when never
     * @param problem what is wrong with them or with reading them; null when nothing
     */
    record Found(Map<String, List<Sample>> pages, @Nullable Instant at, @Nullable String problem) {

        public Found {
            pages = Map.copyOf(pages);
        }

        /** Nothing could be read, and why. */
        public static Found failed(String problem) {
            return new Found(Map.of(), null, problem);
        }
    }

    /**
     * All that was read at one moment.
     *
     * @param pods by the names that were asked for, each of them
     */
    record Look(Found mesh, Map<String, Found> pods) {}

    /** Reads mesh and pods; what does not answer in time is a problem, never an exception. */
    Look look(List<Target> pods, Instant now);
}
