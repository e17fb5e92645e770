package canary.stats;

import java.io.Serializable;

/**
 * What both versions counted over the same interval or the same stage: a test compares nothing
 * else, because rates change over the day.
 */
public record PairedCounts(Counts canary, Counts stable) implements Serializable {

    public PairedCounts plus(PairedCounts other) {
        return new PairedCounts(canary.plus(other.canary), stable.plus(other.stable));
    }

    /** Both in units of so many. */
    public PairedCounts dividedBy(double by) {
        return new PairedCounts(canary.dividedBy(by), stable.dividedBy(by));
    }
}
