package canary.agent.io;

import canary.rollout.Order;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * What people ask of a release; the running agent looks at each tick. What does not answer is an
 * {@link java.io.UncheckedIOException}.
 */
public interface Orders {

    /**
     * Leaves an order for the agent; it appears whole or not at all.
     *
     * @param order its id is given here
     * @return the id
     */
    String put(Order order, Instant now);

    /** Takes an order back. */
    void remove(String id);

    /**
     * The oldest that is not among those carried out; null when there is none.
     *
     * @param isForSafetyOnly whether only those count that never send a user to the canary
     */
    @Nullable Order oldest(Set<String> carriedOut, boolean isForSafetyOnly);
}
