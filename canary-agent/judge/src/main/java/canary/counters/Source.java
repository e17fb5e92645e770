package canary.counters;

/** Who counted. */
public enum Source {
    /** The versions themselves. */
    PODS,
    /** What stands in front of them: it alone sees refused connections and faults on the way. */
    MESH;

    /** In a sentence: "v2, as ... counts". */
    public String words() {
        return this == PODS ? "its pods" : "the router";
    }
}
