package canary.bench.simulate;

import canary.counters.Snapshot;
import canary.judge.traffic.Increase;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What a monitoring system has of a release so far: cumulative counters of both versions at each
 * tick, and what the newest one added, by route. Used again for the next release.
 */
public final class Scrapes {
    public static final int CANARY = 0;
    public static final int STABLE = 1;
    static final int VERSIONS = 2;

    public static final String CANARY_NAME = "canary";
    public static final String STABLE_NAME = "stable";
    public static final int CANARY_PODS = Condition.PODS;

    private static final Instant START = Instant.EPOCH;
    private static final Duration TICK = Duration.ofSeconds(Stages.SECONDS_PER_TICK);

    private static final double[] EDGES = Mix.edges();

    /** The monitoring system tells nothing, not even that a pod is down. */
    public static final int UP_UNKNOWN = -1;

    private static final int COLUMNS = Mix.BUCKETS + 3;
    private static final int REQUESTS = Mix.BUCKETS + 1;
    private static final int ERRORS = Mix.BUCKETS + 2;

    private final Stages stages;
    private final long[][] cumulative;
    private final int[][] seen;
    private final int[] up;
    private final Increase[] added = {new Increase(Mix.BUCKETS), new Increase(Mix.BUCKETS)};
    private final Increase[] held = {new Increase(Mix.BUCKETS), new Increase(Mix.BUCKETS)};
    private final Presentation shown;
    private final Snapshots snapshots;
    private Snapshot opening;
    private @Nullable Snapshot snapshot;
    private int tick;
    private int restarts;

    public Scrapes(Stages stages) {
        this(stages, Presentation.PLAIN);
    }

    Scrapes(Stages stages, Presentation shown) {
        this.stages = stages;
        this.shown = shown;
        snapshots = new Snapshots(shown);
        int ticks = stages.ticks();
        cumulative = new long[VERSIONS][(ticks + 1) * COLUMNS];
        seen = new int[VERSIONS][ticks + 1];
        up = new int[ticks];
        opening = begin(0);
    }

    /** Starts another release; what there is to see before its first tick. */
    Snapshot begin(long seed) {
        tick = -1;
        held[CANARY].clear();
        held[STABLE].clear();
        snapshots.begin(START, seed);
        opening = snapshots.at(START, 0);
        return opening;
    }

    /** Makes room for the next tick and returns where each version's increases go. */
    public void next() {
        tick++;
        snapshot = null;
        added[CANARY].clear();
        added[STABLE].clear();
    }

    /** What a version added in the newest tick; nothing where it was not scraped. */
    public Increase added(int version) {
        return added[version];
    }

    /** Closes the newest tick once its increases are in. */
    public void close(Condition canary, Condition stable) {
        add(CANARY, canary);
        add(STABLE, stable);
        boolean isBlind = !canary.scraped && !stable.scraped;
        up[tick] = isBlind ? UP_UNKNOWN : canary.up;
        restarts = canary.restarts;
        if (!isBlind) {
            snapshots.pods(canary, now());
        }
        if ((tick + 1) % Stages.TICKS_PER_MINUTE == 0) {
            snapshots.checked(canary.violations, now());
        }
    }

    /** When the newest tick ended. */
    private Instant now() {
        return at(tick + 1);
    }

    private static Instant at(int ticks) {
        return START.plus(TICK.multipliedBy(ticks));
    }

    /** What the agent would have recorded before the first tick. */
    public Snapshot opening() {
        return opening;
    }

    /** What the agent would have recorded of the newest tick. */
    public Snapshot snapshot() {
        if (snapshot == null) {
            snapshot = snapshots.at(now(), weight());
        }
        return snapshot;
    }

    /** When the present weight came into force. */
    public Instant stageBegan() {
        return at(stageBegin());
    }

    public Duration stageLength() {
        return TICK.multipliedBy(stages.end(stage()) - (long) stageBegin());
    }

    private void add(int version, Condition condition) {
        Increase increase = added[version];
        boolean scraped = condition.scraped && !condition.hidden;
        hold(version, condition.hidden || condition.resting);
        snapshots.condition(version, condition);
        long[] sums = cumulative[version];
        int now = (tick + 1) * COLUMNS;
        System.arraycopy(sums, tick * COLUMNS, sums, now, COLUMNS);
        for (int route = 0; route < increase.routes(); route++) {
            long[] times = increase.times(route);
            for (int j = 0; j <= Mix.BUCKETS; j++) {
                sums[now + j] += times[j];
            }
        }
        sums[now + REQUESTS] += increase.requests();
        sums[now + ERRORS] += increase.errors();
        seen[version][tick + 1] = seen[version][tick] + (scraped ? 1 : 0);
        if (scraped) {
            snapshots.scraped(version, increase, condition, now());
        }
    }

    /** What is not shown now comes with what is shown next. */
    private void hold(int version, boolean isHidden) {
        Increase now = added[version];
        if (isHidden) {
            held[version].addAll(now);
            now.clear();
        } else if (version == CANARY && shown.lag() > 0) {
            Increase late = held[version];
            added[version] = late;
            held[version] = now;
        } else if (held[version].requests() > 0 || held[version].minutes() > 0) {
            now.addAll(held[version]);
            held[version].clear();
        }
    }

    /** Number of the newest tick, from 0. */
    public int tick() {
        return tick;
    }

    int stage() {
        return stages.stage(tick);
    }

    /** First tick of the stage that now is. */
    public int stageBegin() {
        return stages.begin(stage());
    }

    /** The configured one, in percent. */
    public int weight() {
        return stages.weight(stage());
    }

    /** Whether the newest tick is the last of its stage. */
    public boolean isStageEnd() {
        return tick + 1 == stages.end(stage());
    }

    public boolean isEnd() {
        return tick + 1 == stages.ticks();
    }

    public boolean isScraped(int version) {
        return samples(version, 1) > 0;
    }

    /** The canary's pods that answer at a tick, one bit each, or {@link #UP_UNKNOWN}. */
    public int up(int tick) {
        return up[tick];
    }

    /** Of the canary's pods since the release began. */
    public int restarts() {
        return restarts;
    }

    /** How many of the last ticks brought a sample. */
    public int samples(int version, int ticks) {
        return seen[version][tick + 1] - seen[version][Math.max(0, tick + 1 - ticks)];
    }

    /** The last tick that brought a sample; -1 where none did. */
    public int newest(int version) {
        int at = tick;
        while (at >= 0 && seen[version][at + 1] == seen[version][at]) {
            at--;
        }
        return at;
    }

    /** Whether all ticks from one to below another brought a sample. */
    public boolean isWhole(int version, int from, int to) {
        return seen[version][to] - seen[version][from] == to - from;
    }

    long requests(int version, int from, int to) {
        return sum(version, from, to, REQUESTS);
    }

    /** Share of 5xx from one tick to below another; NaN where nothing was asked. */
    public double errorShare(int version, int from, int to) {
        return (double) sum(version, from, to, ERRORS) / requests(version, from, to);
    }

    /** As Prometheus' histogram_quantile, in seconds; NaN where nothing was timed. */
    public double quantile(int version, int from, int to, double q) {
        double rank = q * sum(version, from, to, Mix.BUCKETS);
        long below = 0;
        double lower = 0;
        for (int j = 0; j < EDGES.length; j++) {
            long atMost = sum(version, from, to, j);
            if (atMost >= rank) {
                long inside = atMost - below;
                return inside == 0
                        ? Double.NaN
                        : lower + (EDGES[j] - lower) * (rank - below) / inside;
            }
            below = atMost;
            lower = EDGES[j];
        }
        return lower;
    }

    private long sum(int version, int from, int to, int column) {
        long[] sums = cumulative[version];
        return sums[to * COLUMNS + column] - sums[Math.max(0, from) * COLUMNS + column];
    }
}
