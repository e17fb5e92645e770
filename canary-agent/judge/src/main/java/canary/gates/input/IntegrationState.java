package canary.gates.input;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What was found of an integration so far.
 *
 * @param limit what the plan says of it
 * @param canaryFailures how many times in a row it failed on the canary, up to now
 * @param stableFailures likewise on stable
 * @param at when it was last checked; null when never
 * @param detail what was seen
 */
public record IntegrationState(
        Integration limit,
        int canaryFailures,
        int stableFailures,
        @Nullable Instant at,
        String detail) {

    /** Nothing found yet. */
    public static IntegrationState none(Integration limit) {
        return new IntegrationState(limit, 0, 0, null, "not checked yet");
    }
}
