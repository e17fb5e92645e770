package canary.counters;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Instant;

/**
 * A pod as a recording keeps it.
 *
 * @param restarts how often its process was started again; cumulative
 * @param name unique among the pods of the release; null where nobody tells
 * @param startedAt when its present process began; null where nobody tells
 * @param lastEnd why the process before ended, in the cluster's word ({@code OOMKilled}); null
 *     where none did or nobody tells
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PodState(
        String version,
        boolean ready,
        int restarts,
        @Nullable String name,
        @Nullable Instant startedAt,
        @Nullable String lastEnd)
        implements Serializable {

    /** Of which only this is told. */
    public PodState(String version, boolean ready, int restarts) {
        this(version, ready, restarts, null, null, null);
    }
}
