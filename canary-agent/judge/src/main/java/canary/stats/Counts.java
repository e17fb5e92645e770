package canary.stats;

import java.io.Serializable;

/**
 * What one version did in one interval.
 *
 * @param trials requests, distinct users, user-minutes or transactions; at least 0
 * @param bad how many of them went wrong; 0 to {@code trials}
 */
public record Counts(long trials, long bad) implements Serializable {
    public static final Counts NONE = new Counts(0, 0);

    public Counts {
        if (trials < 0) {
            throw Domain.outside("trials", "at least 0", trials);
        }
        if (bad < 0 || bad > trials) {
            throw Domain.outside("bad", "0 to trials (" + trials + ")", bad);
        }
    }

    /** Fails with {@link ArithmeticException} beyond 2^63 - 1. */
    public Counts plus(Counts other) {
        return new Counts(Math.addExact(trials, other.trials), Math.addExact(bad, other.bad));
    }

    /** Share of the trials that went wrong; 0 where there were none. */
    public double share() {
        return trials == 0 ? 0 : (double) bad / trials;
    }

    /** In units of so many, rounded. */
    public Counts dividedBy(double by) {
        long fewer = Math.round(trials / by);
        return new Counts(fewer, Math.min(fewer, Math.round(bad / by)));
    }
}
