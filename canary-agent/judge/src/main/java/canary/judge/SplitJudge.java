package canary.judge;

import canary.judge.traffic.Increase;
import canary.stats.ShareBand;
import canary.stats.sequential.SplitTest;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the canary's real share is the configured one. Counts users by minute where they are
 * known, because requests of one user go the same way; else requests, of which several count as
 * one. Where whole users are drawn, so few users may honestly be off by chance and stay off: the
 * band is three standard deviations of the share of as many users wide.
 */
public final class SplitJudge implements Serializable {
    private static final double CONCENTRATION = 20;
    private static final double REQUESTS_OF_ONE = 2.5;
    private static final double DEVIATIONS = 2.5;

    /** Few users are unequal as well: the band is wider for them. */
    private static final double FEW = 15;

    /** A canary that should have nothing may be probed. */
    private static final double STRAY_SHARE = 0.01;

    private static final long STRAY_REQUESTS = 100;

    /** Of so many expected requests hardly ever none comes. */
    private static final double EXPECTED = 8;

    private static final long MINUTE_SECONDS = 60;

    /** Until all who count a minute that is over have been read. */
    private static final Duration READ_AFTER = Duration.ofSeconds(30);

    private final Settings.Split settings;
    private @Nullable Instant wholeMinutes;
    private Instant arrived = Instant.MIN;
    private boolean isWaiting;
    private boolean isOfBothWeights;
    private long waitingCanary;
    private long waitingStable;
    private long waitingCanaryMinutes;
    private long waitingStableMinutes;
    private long canaryRequests;
    private long stableRequests;
    private long canaryMinutes;
    private long stableMinutes;
    private long mostMinutesAtOnce;
    private boolean isCanaryCounted;
    private boolean isStableCounted;
    private double share = Double.NaN;
    private double logE;
    private double peak;

    SplitJudge(Settings.Split settings) {
        this.settings = settings;
    }

    /**
     * @param at when the next weight was first seen
     * @param length of the interval in which it came: who is read later than the other may show
     *     what he did under the weight before for as long again
     * @param canary what it added in that interval; where it counts nothing, what it counts next is
     *     of both weights
     */
    void nextStage(Instant at, Duration length, Increase canary, Increase stable) {
        arrived = at.plus(length);
        waitingCanary += canary.requests();
        waitingStable += stable.requests();
        isOfBothWeights = isSomeoneSilent();
        clearWaiting();
        wholeMinutes = null;
        canaryRequests = 0;
        stableRequests = 0;
        canaryMinutes = 0;
        stableMinutes = 0;
        logE = 0;
    }

    /**
     * Only intervals with one weight count, a change takes its time to reach everyone; and only
     * minutes that began with this weight: one is counted when it is over, and was shared out by
     * the weight before as long as that was there.
     */
    void observe(Instant from, int weight, Increase canary, Increase stable) {
        if (wholeMinutes == null) {
            long minutes = Math.ceilDiv(from.toEpochMilli(), 1000 * MINUTE_SECONDS);
            wholeMinutes = Instant.ofEpochSecond(minutes * MINUTE_SECONDS).plus(READ_AFTER);
        }
        isCanaryCounted |= canary.requests() > 0;
        isStableCounted |= stable.requests() > 0;
        share = weight / 100.0;
        mostMinutesAtOnce = Math.max(mostMinutesAtOnce, users(canary) + users(stable));
        if (isOfBothWeights && isShared()) {
            isOfBothWeights = canary.requests() == 0 || stable.requests() == 0;
            return;
        }
        if (isShared() && from.isBefore(arrived)) {
            return;
        }
        waitingCanary += canary.requests();
        waitingStable += stable.requests();
        if (!from.isBefore(wholeMinutes)) {
            waitingCanaryMinutes += users(canary);
            waitingStableMinutes += users(stable);
        }
        if (isSomeoneSilent()) {
            isWaiting = true;
            return;
        }
        if (isWaiting) { // nobody knows which of his minutes come with what was waited for
            waitingCanaryMinutes = 0;
            waitingStableMinutes = 0;
            isWaiting = false;
        }
        canaryRequests += waitingCanary;
        stableRequests += waitingStable;
        canaryMinutes += waitingCanaryMinutes;
        stableMinutes += waitingStableMinutes;
        clearWaiting();
        if (isShared() && areBothCounted()) {
            logE = canaryMinutes + stableMinutes > 0 ? byUsers() : byRequests();
            peak = Math.max(peak, logE);
        }
    }

    /**
     * A version that counts nothing where requests are to be expected may have none, or counters
     * that stand still: it is waited for, with what the other counts.
     */
    private boolean isSomeoneSilent() {
        double both = (double) waitingCanary + waitingStable;
        return isShared()
                && ((waitingCanary == 0 && share * both >= EXPECTED)
                        || (waitingStable == 0 && (1 - share) * both >= EXPECTED));
    }

    private void clearWaiting() {
        waitingCanary = 0;
        waitingStable = 0;
        waitingCanaryMinutes = 0;
        waitingStableMinutes = 0;
    }

    private boolean isShared() {
        return share > 0 && share < 1;
    }

    /** One that has never been counted may be hidden as well as have nothing. */
    private boolean areBothCounted() {
        return isCanaryCounted && isStableCounted;
    }

    private static long users(Increase added) {
        return added.minutes();
    }

    private double byUsers() {
        return logE(canaryMinutes, stableMinutes, (double) mostMinutesAtOnce);
    }

    private double byRequests() {
        double canary = canaryRequests / REQUESTS_OF_ONE;
        double stable = stableRequests / REQUESTS_OF_ONE;
        double users = canary + stable;
        // Users are drawn, not requests: however many they send, the band is that of so many users.
        double known = mostMinutesAtOnce == 0 ? users : Math.min(users, (double) mostMinutesAtOnce);
        return logE(Math.round(canary), Math.round(stable), known);
    }

    private double logE(long canary, long stable, double users) {
        double deviation = Math.sqrt(share * (1 - share) / Math.max(1, users));
        double deviations = DEVIATIONS + FEW / Math.sqrt(Math.max(1, users));
        double tolerance = Math.max(settings.tolerance() * share, deviations * deviation);
        double low = Math.max(0, share - tolerance);
        double high = Math.min(1, share + tolerance);
        SplitTest test = new SplitTest(CONCENTRATION, new ShareBand(low, share, high));
        test.observe(canary, stable);
        return test.evidence().logE();
    }

    /** Harmful where the split is wrong beyond chance, or a canary without weight has users. */
    public Answer answer() {
        if (rejects() || isStray()) {
            return Answer.HARMFUL;
        }
        boolean isSeen = canaryRequests + stableRequests > 0 && (!isShared() || areBothCounted());
        return isSeen ? Answer.HEALTHY : Answer.UNDECIDED;
    }

    public boolean rejects() {
        return peak >= -Math.log(settings.alpha());
    }

    /** Whether requests reach a canary that is given none. */
    public boolean isStray() {
        return share == 0 && canaryRequests >= STRAY_REQUESTS && real() > STRAY_SHARE;
    }

    /** The configured share. */
    public double configured() {
        return share;
    }

    /** The share seen in this stage, of users where they are known; NaN before anything was. */
    public double real() {
        return isByUsers()
                ? (double) canaryMinutes / (canaryMinutes + stableMinutes)
                : (double) canaryRequests / (canaryRequests + stableRequests);
    }

    public boolean isByUsers() {
        return canaryMinutes + stableMinutes > 0;
    }

    /** How many were counted in this stage. */
    public long counted() {
        return isByUsers() ? canaryMinutes + stableMinutes : canaryRequests + stableRequests;
    }

    /** Natural logarithm of the largest evidence at any look. */
    public double logE() {
        return peak;
    }
}
