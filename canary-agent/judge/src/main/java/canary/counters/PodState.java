package canary.counters;

/** A pod as a recording keeps it; restarts are cumulative. */
public record PodState(String version, boolean ready, int restarts) {}
