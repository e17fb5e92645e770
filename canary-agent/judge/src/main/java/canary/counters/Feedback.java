package canary.counters;

/** What users wrote about a version, by kind; cumulative. */
public record Feedback(String version, String kind, long count) {}
