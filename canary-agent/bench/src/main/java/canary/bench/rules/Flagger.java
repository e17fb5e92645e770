package canary.bench.rules;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Stages;

/**
 * Flagger's analysis with its built-in metrics, once a minute: at least 99 % of the requests of the
 * minute succeed and P99 is at most 500 ms; no value is a failed check. Failed checks add up, and
 * the release is rolled back at the tick after their number has reached the threshold.
 *
 * <p>Source: fluxcd/flagger, {@code pkg/controller/scheduler.go} at 15bd6ad5. There a failed check
 * also delays the next weight; here all judges see the same weights.
 */
final class Flagger implements Contender {
    private static final int INTERVAL = Stages.TICKS_PER_MINUTE;
    private static final double LEAST_SUCCESS = 0.99;
    private static final double MOST_SECONDS = 0.5;

    private final int threshold;
    private int failedChecks;

    /**
     * @param threshold failed checks at which the release is rolled back; 1 is Flagger's default
     */
    Flagger(int threshold) {
        this.threshold = threshold;
    }

    @Override
    public Ruling look(Scrapes scrapes) {
        int to = scrapes.tick() + 1;
        if (to % INTERVAL == 0) {
            if (failedChecks >= threshold) {
                return Ruling.ROLL_BACK;
            }
            failedChecks += fails(scrapes, to) ? 1 : 0;
        }
        return scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
    }

    private static boolean fails(Scrapes scrapes, int to) {
        if (scrapes.samples(Scrapes.CANARY, INTERVAL) < 2) {
            return true;
        }
        double success = 1 - scrapes.errorShare(Scrapes.CANARY, to - INTERVAL, to);
        double p99 = scrapes.quantile(Scrapes.CANARY, to - INTERVAL, to, 0.99);
        return !(success >= LEAST_SUCCESS && p99 <= MOST_SECONDS); // NaN is no value: failed
    }
}
