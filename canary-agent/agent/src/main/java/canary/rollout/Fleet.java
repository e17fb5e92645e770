package canary.rollout;

/** How many copies of a version should run by the cluster's word, and how many are ready. */
public record Fleet(int pods, int ready) {}
