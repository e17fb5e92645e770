package canary.bench.rules;

import canary.bench.simulate.Mix;
import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.judge.traffic.Increase;
import canary.stats.BucketEdges;
import canary.stats.Counts;
import canary.stats.Margin;
import canary.stats.PairedCounts;
import canary.stats.sequential.Alternatives;
import canary.stats.sequential.ErrorTest;
import canary.stats.sequential.LatencyTest;

import java.util.List;

/**
 * The research notes' sequential judge, on sums over all routes only: a yardstick for the other.
 */
final class StandIn implements Contender {
    private static final double ALPHA = 0.01;

    private final ErrorTest errors = ErrorTest.harm(new Margin(1.5, 0.001), Alternatives.STANDARD);
    private final LatencyTest latency =
            LatencyTest.harm(
                    BucketEdges.of(Mix.edges()), new Margin(1.15, 0), Alternatives.STANDARD);

    @Override
    public Ruling look(Scrapes scrapes) {
        Increase canary = scrapes.added(Scrapes.CANARY);
        Increase stable = scrapes.added(Scrapes.STABLE);
        errors.observe(new PairedCounts(counts(canary), counts(stable)));
        latency.observe(times(canary), times(stable));
        EValues.Merged merged =
                EValues.merge(
                        List.of(
                                new EValues.Part("errors", 0.5, errors.logE()),
                                new EValues.Part("latency", 0.5, latency.logE())));
        if (merged.rejects(ALPHA)) {
            return Ruling.ROLL_BACK;
        }
        return scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
    }

    private static Counts counts(Increase increase) {
        return new Counts(increase.requests(), increase.errors());
    }

    private static long[] times(Increase increase) {
        long[] sums = new long[Mix.BUCKETS + 1];
        for (int route = 0; route < increase.routes(); route++) {
            long[] times = increase.times(route);
            for (int j = 0; j < sums.length; j++) {
                sums[j] += times[j];
            }
        }
        return sums;
    }
}
