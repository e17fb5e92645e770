package canary.bench.rules;

import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Stages;

/**
 * The plan document's metric script, run once at the end of each stage, with the queries that it
 * lacks put in: errors and P95 of the last five minutes. No number passes.
 */
final class PlanScript implements Contender {
    private static final int WINDOW = 5 * Stages.TICKS_PER_MINUTE;
    private static final double MOST_ERRORS = 0.05;
    private static final double MOST_SECONDS = 1;

    @Override
    public Ruling look(Scrapes scrapes) {
        if (!scrapes.isStageEnd()) {
            return Ruling.NONE;
        }
        int to = scrapes.tick() + 1;
        boolean isBad =
                scrapes.errorShare(Scrapes.CANARY, to - WINDOW, to) > MOST_ERRORS
                        || scrapes.quantile(Scrapes.CANARY, to - WINDOW, to, 0.95) > MOST_SECONDS;
        if (isBad && scrapes.samples(Scrapes.CANARY, WINDOW) >= 2) {
            return Ruling.ROLL_BACK;
        }
        return scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
    }
}
