package canary.verdict;

/** A gate's verdict under the gate's name, as journal, report and console tell it. */
public record Finding(String gate, Verdict verdict) {}
