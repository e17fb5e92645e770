package canary.rollout;

/** How many copies of a version should run by the cluster's word, and how many are ready. */
public record Replicas(int pods, int ready) {}
