package canary.gates.input;

import canary.judge.Settings;

/**
 * How the release's one chance of a false alarm is shared out among the gates that rest on
 * evidence. The weights sum to 1, so by Bonferroni the whole release keeps it.
 */
public final class Budget {
    public static final double ERRORS = Settings.STANDARD.errors().weight();
    public static final double REFUSALS = Settings.STANDARD.refusals().weight();
    public static final double LATENCY = Settings.STANDARD.latency().weight();
    public static final double BUSINESS = 0.03;
    public static final double DATABASE = 0.05;
    public static final double FEEDBACK = 0.04;
    public static final double SATURATION = 0.03;
    public static final double AVAILABILITY = 0.01;

    private Budget() {}
}
