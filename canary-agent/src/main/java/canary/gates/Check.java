package canary.gates;

import java.time.Instant;

/**
 * One thing that was tried, for smoke tests and for the proof of a rollback.
 *
 * @param name what was tried
 * @param passed whether it went as it should
 * @param at when this was found
 * @param detail what was seen
 */
public record Check(String name, boolean passed, Instant at, String detail) {}
