package canary.rollout;

/** Requests of a version as the mesh counts them, and those that ended in 5xx; cumulative. */
public record RequestCounts(long requests, long errors) {}
