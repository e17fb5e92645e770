package canary.counters;

import java.io.Serializable;

/** What users wrote about a version, by kind; cumulative. */
public record Feedback(String version, String kind, long count) implements Serializable {}
