package canary.counters;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * Minutes of users; cumulative.
 *
 * @param good without a failed request
 * @param bad with a failed request, or in which nothing succeeded
 * @param again those of the bad ones whose user had a bad minute the last time as well; null where
 *     nobody tells
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserMinutes(String version, long good, long bad, @Nullable Long again)
        implements Serializable {

    /** Of which nobody tells who failed again. */
    public UserMinutes(String version, long good, long bad) {
        this(version, good, bad, null);
    }
}
