package canary.gates;

/** A gate's verdict under its name. */
public record Finding(String gate, Verdict verdict) {}
