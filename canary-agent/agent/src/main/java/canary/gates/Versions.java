package canary.gates;

/** The two that are compared. */
public record Versions(String stable, String canary) {}
