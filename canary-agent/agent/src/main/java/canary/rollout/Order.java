package canary.rollout;

import org.jspecify.annotations.Nullable;

/**
 * What a person asks of a running release.
 *
 * @param id unique, so that an order is carried out once though the agent dies in between
 * @param verb what to do
 * @param by who asks
 * @param evenIfHarmful whether a pause stays although the canary is judged harmful; null, as in
 *     older journals, for no
 * @param acceptedHarm why a canary that is judged harmful is promoted all the same; null where the
 *     order does not say so
 */
public record Order(
        String id,
        Verb verb,
        String by,
        @Nullable Boolean evenIfHarmful,
        @Nullable String acceptedHarm) {

    /** An order without conditions. */
    public Order(String id, Verb verb, String by) {
        this(id, verb, by, null, null);
    }

    /** The decisions that are a person's. */
    public enum Verb {
        /** Stay at the present weight. */
        PAUSE,
        /** Watch the present stage anew. */
        RESUME,
        /** Take the present stage as passed. */
        PROMOTE,
        /** Put stable back. */
        ROLLBACK
    }

    /** Whether whoever gives it knows of harm, and wants the canary to stay. */
    boolean bearsHarm() {
        return isFirm() || acceptsHarm();
    }

    /** Whether it is a pause that harm does not end. */
    boolean isFirm() {
        return verb == Verb.PAUSE && Boolean.TRUE.equals(evenIfHarmful);
    }

    /** Whether it goes on with a canary that is known to do harm. */
    public boolean acceptsHarm() {
        return verb == Verb.PROMOTE && acceptedHarm != null;
    }

    String who() {
        return acceptsHarm()
                ? "asked by %s, who accepts the harm: %s".formatted(by, acceptedHarm)
                : isFirm() ? "asked by " + by + ", even if it is harmful" : "asked by " + by;
    }
}
