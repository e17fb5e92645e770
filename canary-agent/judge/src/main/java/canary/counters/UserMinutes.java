package canary.counters;

import java.io.Serializable;

/** Minutes of users without and with at least one failed request; cumulative. */
public record UserMinutes(String version, long good, long bad) implements Serializable {}
