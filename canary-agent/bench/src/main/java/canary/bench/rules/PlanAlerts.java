package canary.bench.rules;

import canary.bench.simulate.Condition;
import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Stages;

/**
 * The plan document's alert rules on the canary's series, with a rollback as soon as one fires: 5xx
 * above 5 % of the requests of five minutes for two minutes, P95 above 1 s likewise, a pod down for
 * one minute.
 */
final class PlanAlerts implements Contender {
    private static final int WINDOW = 5 * Stages.TICKS_PER_MINUTE;
    private static final int TWO_MINUTES = 2 * Stages.TICKS_PER_MINUTE;
    private static final int ONE_MINUTE = Stages.TICKS_PER_MINUTE;
    private static final double MOST_ERRORS = 0.05;
    private static final double MOST_SECONDS = 1;

    private final int[] downSince = {-1, -1, -1};
    private int errorsSince = -1;
    private int slowSince = -1;

    @Override
    public Ruling look(Scrapes scrapes) {
        int tick = scrapes.tick();
        int to = tick + 1;
        boolean hasRate = scrapes.samples(Scrapes.CANARY, WINDOW) >= 2;
        double errors = scrapes.errorShare(Scrapes.CANARY, to - WINDOW, to);
        double p95 = scrapes.quantile(Scrapes.CANARY, to - WINDOW, to, 0.95);
        errorsSince = since(errorsSince, hasRate && errors > MOST_ERRORS, tick);
        slowSince = since(slowSince, hasRate && p95 > MOST_SECONDS, tick);
        boolean fires =
                lasts(errorsSince, TWO_MINUTES, tick) || lasts(slowSince, TWO_MINUTES, tick);
        int up = scrapes.up(tick);
        for (int pod = 0; pod < Condition.PODS; pod++) {
            boolean isDown = up != Scrapes.UP_UNKNOWN && (up >> pod & 1) == 0;
            downSince[pod] = since(downSince[pod], isDown, tick);
            fires |= lasts(downSince[pod], ONE_MINUTE, tick);
        }
        if (fires) {
            return Ruling.ROLL_BACK;
        }
        return scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
    }

    private static int since(int before, boolean isTrue, int tick) {
        if (!isTrue) {
            return -1;
        }
        return before < 0 ? tick : before;
    }

    /** An alert fires when its condition has held for so long at an evaluation. */
    private static boolean lasts(int since, int ticks, int tick) {
        return since >= 0 && tick - since >= ticks;
    }
}
