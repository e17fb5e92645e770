package canary.bench.rules;

import canary.bench.simulate.Condition;
import canary.bench.simulate.Mix;
import canary.bench.simulate.Ruling;
import canary.bench.simulate.Scrapes;
import canary.bench.simulate.Stages;
import canary.judge.Answer;
import canary.judge.Judge;
import canary.judge.Settings;
import canary.judge.traffic.Routes;
import canary.stats.BucketEdges;

import java.time.Duration;
import java.time.Instant;

/**
 * This project's judge with what surrounds it in the agent: harm rolls back; both versions hurt
 * alike, and counters that cannot be seen, are held; a stage that ends undecided is held. The
 * limits are the defaults of a plan file.
 */
final class Ours implements Contender {
    private static final Instant START = Instant.EPOCH;
    private static final Duration TICK = Duration.ofSeconds(Stages.SECONDS_PER_TICK);

    /** A pod not ready for 30 seconds is harm, any restart as well. */
    private static final int MOST_TICKS_UNREADY = 2;

    /** The data gate runs its checks every minute. */
    private static final int TICKS_PER_CHECK = Stages.TICKS_PER_MINUTE;

    /** Readings older than a minute are stale. */
    private static final int MOST_TICKS_BLIND = Stages.TICKS_PER_MINUTE;

    private final Judge judge;
    private int unready;
    private int blind;

    Ours(Settings settings) {
        Routes routes = new Routes();
        Mix.ROUTES.forEach(route -> routes.number(route.method(), route.path()));
        judge = new Judge(settings, routes, BucketEdges.of(Mix.edges()));
    }

    @Override
    public Ruling look(Scrapes scrapes) {
        if (isBroken(scrapes)) {
            return Ruling.ROLL_BACK;
        }
        if (!scrapes.isScraped(Scrapes.CANARY) || !scrapes.isScraped(Scrapes.STABLE)) {
            blind++;
            return blind > MOST_TICKS_BLIND || scrapes.isStageEnd() ? Ruling.HOLD : Ruling.NONE;
        }
        blind = 0;
        judge.observe(
                START.plus(TICK.multipliedBy(scrapes.tick() + 1L)),
                TICK,
                scrapes.weight(),
                scrapes.added(Scrapes.CANARY),
                scrapes.added(Scrapes.STABLE));
        return decision(judge.answer(), scrapes);
    }

    /** The availability and data gates. */
    private boolean isBroken(Scrapes scrapes) {
        int up = scrapes.up(scrapes.tick());
        boolean isWhole = up == Scrapes.UP_UNKNOWN || up == Condition.ALL_UP;
        unready = isWhole ? 0 : unready + 1;
        boolean isChecked = (scrapes.tick() + 1) % TICKS_PER_CHECK == 0;
        return scrapes.restarts() > 0
                || unready > MOST_TICKS_UNREADY
                || (isChecked && scrapes.violations() > 0);
    }

    private static Ruling decision(Answer answer, Scrapes scrapes) {
        return switch (answer) {
            case HARMFUL -> Ruling.ROLL_BACK;
            case SHARED, UNMEASURED -> Ruling.HOLD;
            case UNDECIDED -> scrapes.isStageEnd() ? Ruling.HOLD : Ruling.NONE;
            case HEALTHY -> scrapes.isEnd() ? Ruling.PROMOTE : Ruling.NONE;
        };
    }
}
