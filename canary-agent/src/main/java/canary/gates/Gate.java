package canary.gates;

/**
 * Answers one question about the canary from what was gathered. A gate may keep state between ticks
 * (a sequential test does), but it does no I/O and knows no clock.
 */
public interface Gate {

    /** As it stands in plans, reports and metrics. */
    String name();

    /** Judges the scene; never throws for data that is missing or odd. */
    Verdict judge(Scene scene);
}
