package canary.rollout;

/**
 * Copies of a version, and how many of them are ready.
 *
 * @param problem what keeps others from being so, as a clause; empty where nothing is known
 */
public record Replicas(int pods, int ready, String problem) {

    public Replicas(int pods, int ready) {
        this(pods, ready, "");
    }
}
