package canary.verdict;

/** A gate's verdict under its name. */
public record Finding(String gate, Verdict verdict) {}
