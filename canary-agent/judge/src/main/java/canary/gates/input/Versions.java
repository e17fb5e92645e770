package canary.gates.input;

import java.io.Serializable;

/** Names of the two versions, as series and pods carry them in their label. */
public record Versions(String stable, String canary) implements Serializable {}
