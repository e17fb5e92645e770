package canary.gates.input;

/** The two that are compared. */
public record Versions(String stable, String canary) {}
