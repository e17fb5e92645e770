package canary.gates.input;

/** Names of the two versions, as series and pods carry them in their label. */
public record Versions(String stable, String canary) {}
