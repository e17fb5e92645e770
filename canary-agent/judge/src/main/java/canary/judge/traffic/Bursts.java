package canary.judge.traffic;

import java.io.Serializable;

/**
 * How many failed requests come at once: errors are rarely independent, one user's work fails and
 * is tried again. Learned from stable alone, so that a bad canary does not hide behind its own
 * errors, and at every moment from the past only.
 *
 * <p>The larger of two estimates, both shrunk towards {@value #GUESS} until enough was seen: failed
 * requests per failing user-minute, and the {@link Dispersion} of the counts of successive
 * intervals.
 */
public final class Bursts implements Serializable {
    private static final double GUESS = 1;
    private static final double GUESS_WORTH = 4;
    private static final double MOST = 50;

    private double pendingErrors;
    private double errors;
    private double failingMinutes;
    private final Dispersion dispersion = new Dispersion();

    public void add(Increase stable) {
        long now = stable.errors();
        dispersion.add(now);
        boolean hasRolled = stable.goodMinutes() + stable.badMinutes() > 0;
        if (hasRolled) {
            errors += pendingErrors;
            failingMinutes += stable.badMinutes();
            pendingErrors = 0;
        }
        pendingErrors += now;
    }

    /** At least 1. */
    public double size() {
        double byUser =
                failingMinutes == 0
                        ? GUESS
                        : (GUESS_WORTH * GUESS + errors) / (GUESS_WORTH + failingMinutes);
        return Math.clamp(Math.max(byUser, dispersion.size()), 1, MOST);
    }
}
