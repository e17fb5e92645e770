package canary.counters;

import java.io.Serializable;

/** A pod as a recording keeps it; restarts are cumulative. */
public record PodState(String version, boolean ready, int restarts) implements Serializable {}
