package canary.bench;

import canary.judge.Additions;
import canary.stats.Alternatives;
import canary.stats.BucketEdges;
import canary.stats.Counts;
import canary.stats.EValues;
import canary.stats.ErrorTest;
import canary.stats.LatencyTest;
import canary.stats.Margin;
import canary.stats.Tick;

import java.util.List;

/**
 * The research notes' sequential judge, on sums over all routes only: a yardstick for the other.
 */
final class StandIn implements Subject {
    private static final double ALPHA = 0.01;

    private final ErrorTest errors = ErrorTest.harm(new Margin(1.5, 0.001), Alternatives.STANDARD);
    private final LatencyTest latency =
            LatencyTest.harm(
                    BucketEdges.of(Mix.edges()), new Margin(1.15, 0), Alternatives.STANDARD);

    @Override
    public Decision look(Scrapes scrapes) {
        Additions canary = scrapes.added(Scrapes.CANARY);
        Additions stable = scrapes.added(Scrapes.STABLE);
        errors.observe(new Tick(counts(canary), counts(stable)));
        latency.observe(times(canary), times(stable));
        EValues.Merged merged =
                EValues.merge(
                        List.of(
                                new EValues.Part("errors", 0.5, errors.logE()),
                                new EValues.Part("latency", 0.5, latency.logE())));
        if (merged.rejects(ALPHA)) {
            return Decision.ROLL_BACK;
        }
        return scrapes.isEnd() ? Decision.PROMOTE : Decision.NONE;
    }

    private static Counts counts(Additions additions) {
        return new Counts(additions.requests(), additions.errors());
    }

    private static long[] times(Additions additions) {
        long[] sums = new long[Mix.BUCKETS + 1];
        for (int route = 0; route < additions.routes(); route++) {
            long[] times = additions.times(route);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += times[j];
            }
        }
        return sums;
    }
}
