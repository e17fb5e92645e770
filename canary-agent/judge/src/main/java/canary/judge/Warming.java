package canary.judge;

import canary.judge.traffic.Interval;
import canary.judge.traffic.RequestTotals;
import canary.judge.traffic.Span;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How warm the canary's processes are (cold ones of stable make the canary look better, and blame
 * nobody). A new one is slow while it compiles and fills its caches: for its first time it is not
 * compared, and for ten times as long its slowness is watched, because it may fade. What is watched
 * is what the canary did in the first and in the second half of that time.
 */
final class Warming implements Serializable {
    private static final int TIMES = 10;

    /** Less of the slowness than this is left where it fades. */
    private static final double LEFT = 0.75;

    private static final double DEVIATIONS = 1.5;

    /** What an interval's times are good for. */
    enum Warmth {
        /** Not to be compared. */
        COLD,
        /** Compared apart from the rest. */
        WARMING,
        WARM
    }

    private final Duration warmUp;
    private final Span early;
    private final Span late;
    private @Nullable Instant began;
    private Duration age = Duration.ZERO;
    private Warmth warmth = Warmth.WARM;

    Warming(Duration warmUp, int edges) {
        this.warmUp = warmUp;
        early = Span.empty(edges);
        late = Span.empty(edges);
    }

    /** How warm they are in an interval that begins now. */
    Warmth next(Instant from, Optional<Instant> canary) {
        if (canary.isPresent() && !canary.get().equals(began)) {
            began = canary.get();
            early.clear();
            late.clear();
        }
        age = began == null ? warmUp.multipliedBy(TIMES) : Duration.between(began, from);
        if (age.compareTo(warmUp) < 0) {
            warmth = Warmth.COLD;
        } else {
            warmth = age.compareTo(warmUp.multipliedBy(TIMES)) < 0 ? Warmth.WARMING : Warmth.WARM;
        }
        return warmth;
    }

    Warmth warmth() {
        return warmth;
    }

    void observe(Interval added) {
        (isLate() ? late : early).add(added.canary(), added.compared());
    }

    private boolean isLate() {
        return age.compareTo(warmUp.multipliedBy(TIMES / 2)) >= 0;
    }

    /** Whether enough of the second half is over to tell whether slowness fades. */
    boolean isTold() {
        return age.compareTo(warmUp.multipliedBy(3 * TIMES).dividedBy(4)) >= 0;
    }

    /**
     * Whether the canary is as slow in the second half, at an edge, beyond what chance explains.
     */
    boolean isLasting(int edge) {
        return excess(late, edge) - DEVIATIONS * deviation(late, edge)
                >= LEFT * excess(early, edge);
    }

    /** Whether the canary is less slow in the second half, at an edge. */
    boolean isFading(int edge) {
        double first = excess(early, edge);
        return first > 0 && excess(late, edge) < LEFT * first;
    }

    private static double excess(Span span, int edge) {
        return share(span.canary(), edge) - share(span.stable(), edge);
    }

    private static double deviation(Span span, int edge) {
        double share = share(span.canary(), edge);
        return Math.sqrt(share * (1 - share) / Math.max(1, span.canary().timed()));
    }

    private static double share(RequestTotals totals, int edge) {
        return (double) totals.slower(edge) / Math.max(1, totals.timed());
    }
}
