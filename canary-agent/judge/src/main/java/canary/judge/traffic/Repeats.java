package canary.judge.traffic;

import java.io.Serializable;

/**
 * How many of the canary's failed requests are those of one user who fails again and again, where
 * somebody counts users. It only ever makes the canary's failures fewer, so it can blame nobody.
 */
public final class Repeats implements Serializable {
    private double pendingErrors;
    private double errors;
    private double failingUsers;

    public void add(Increase canary) {
        boolean hasRolled = canary.minutes() > 0;
        if (hasRolled) {
            errors += pendingErrors;
            failingUsers += canary.badMinutes();
            pendingErrors = 0;
        }
        pendingErrors += canary.errors();
    }

    /** Failed requests a failing user; at least 1. */
    public double size() {
        return failingUsers == 0 ? 1 : Math.max(1, (1 + errors) / (1 + failingUsers));
    }
}
