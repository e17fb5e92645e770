package canary.bench.rules;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Stages;

/**
 * Argo Rollouts' documented Prometheus example as a background analysis: a success rate of at least
 * 95 % every five minutes, aborted at the fourth failure. Zero by zero is not a number and fails;
 * an empty answer is an error, tried again every ten seconds and aborted at the fifth in a row.
 *
 * <p>Source: argoproj/argo-rollouts, {@code docs/analysis/prometheus.md} (v1.10.0) and {@code
 * analysis/analysis.go} at 9f8d111d. The example's {@code irate} looks at two samples only; the
 * same with a rate over the whole five minutes is judged beside it.
 */
final class Argo implements Contender {
    private static final int INTERVAL = 5 * Stages.TICKS_PER_MINUTE;
    private static final double LEAST_SUCCESS = 0.95;
    private static final int FAILURE_LIMIT = 3;

    /** Four more tries, ten seconds apart, end within the third tick. */
    private static final int ERROR_TICKS = 3;

    private final boolean isInstant;
    private int failures;
    private int emptySince = -1;

    /**
     * @param isInstant whether the query is irate, as documented, or rate
     */
    Argo(boolean isInstant) {
        this.isInstant = isInstant;
    }

    @Override
    public Ruling look(Scrapes scrapes) {
        int tick = scrapes.tick();
        boolean isDue = (tick + 1) % INTERVAL == 0 || emptySince >= 0;
        if (isDue && scrapes.samples(Scrapes.CANARY, INTERVAL) < 2) {
            emptySince = emptySince < 0 ? tick : emptySince;
            if (tick - emptySince >= ERROR_TICKS) {
                return Ruling.ROLL_BACK;
            }
        } else if (isDue) {
            emptySince = -1;
            failures += success(scrapes) >= LEAST_SUCCESS ? 0 : 1;
            if (failures > FAILURE_LIMIT) {
                return Ruling.ROLL_BACK;
            }
        }
        return scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
    }

    private double success(Scrapes scrapes) {
        int to = scrapes.tick() + 1;
        int from = to - INTERVAL;
        if (isInstant) {
            to = scrapes.newest(Scrapes.CANARY) + 1;
            from = to - 1;
        }
        return 1 - scrapes.errorShare(Scrapes.CANARY, from, to);
    }
}
