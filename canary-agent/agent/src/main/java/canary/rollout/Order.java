package canary.rollout;

/**
 * What a person asks of a running release.
 *
 * @param id unique, so that an order is carried out once though the agent dies in between
 * @param verb what to do
 * @param by who asks
 */
public record Order(String id, Verb verb, String by) {

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

    String who() {
        return "asked by " + by;
    }
}
