package canary.judge;

import canary.judge.traffic.Increase;

import java.io.Serializable;
import java.time.Duration;

/**
 * Whether counters stand still where many requests are to be expected: a page that somebody caches,
 * a label that is wrong, a scrape that is dead. It blames nobody.
 */
public final class SilenceJudge implements Serializable {
    /** So many expected requests, some twenty users, without one that comes. */
    private static final double MANY = 60;

    private final double leastSeconds;
    private double canaryMissing;
    private double stableMissing;
    private double canarySilent;
    private double stableSilent;
    private double seconds;
    private double requests;

    SilenceJudge(Duration least) {
        leastSeconds = least.toNanos() / 1e9;
    }

    void observe(Duration length, double share, Increase canary, Increase stable) {
        double passed = length.toNanos() / 1e9;
        double usual = seconds == 0 ? 0 : requests / seconds * passed;
        double atStable = stable.requests() > 0 ? 0 : usual * (1 - share);
        double byStable = stable.requests() * share / Math.max(1e-9, 1 - share);
        double atCanary = stable.requests() > 0 ? byStable : usual * share;
        canaryMissing = canary.requests() > 0 ? 0 : canaryMissing + atCanary;
        canarySilent = canary.requests() > 0 ? 0 : canarySilent + passed;
        stableMissing = stable.requests() > 0 ? 0 : stableMissing + atStable;
        stableSilent = stable.requests() > 0 ? 0 : stableSilent + passed;
        if (canary.requests() + stable.requests() > 0) {
            requests += (double) canary.requests() + stable.requests();
            seconds += passed;
        }
    }

    /** Unmeasured where one of two counts nothing, undecided where nobody calls at all. */
    public Answer answer() {
        boolean isCanarySilent = isCanarySilent();
        boolean isStableSilent = isStableSilent();
        if (isCanarySilent && isStableSilent) {
            return Answer.UNDECIDED;
        }
        return isCanarySilent || isStableSilent ? Answer.UNMEASURED : Answer.HEALTHY;
    }

    public boolean isCanarySilent() {
        return canaryMissing >= MANY && canarySilent >= leastSeconds;
    }

    public boolean isStableSilent() {
        return stableMissing >= MANY && stableSilent >= leastSeconds;
    }

    /** How many requests of the canary were to be expected since its last one. */
    public double canaryMissing() {
        return canaryMissing;
    }

    public double stableMissing() {
        return stableMissing;
    }
}
