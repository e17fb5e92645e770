package canary.gates.input;

import java.io.Serializable;

/** The two that are compared. */
public record Versions(String stable, String canary) implements Serializable {}
