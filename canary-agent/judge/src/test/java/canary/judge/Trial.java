package canary.judge;

import canary.judge.traffic.Increase;
import canary.judge.traffic.Routes;
import canary.stats.BucketEdges;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A seeded release for tests: few routes, one request after the other. */
final class Trial {
    static final BucketEdges EDGES = BucketEdges.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5);
    static final Duration TICK = Duration.ofSeconds(15);

    /** Share of the traffic that the last route has. */
    private static final double RARE = 0.005;

    static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    /** What a version does with one request. */
    interface Nature {
        /** Chance of a failure of the burst that begins here. */
        double failure(int tick, int route);

        /** Factor on the time to answer. */
        default double slowness(int tick, int route) {
            return 1;
        }
    }

    static final Nature WELL = (tick, route) -> 0.001;

    final Routes routes = new Routes();
    final Judge judge;
    private final RandomGenerator random;
    private final double perSecond;
    private final Increase canary = new Increase(EDGES.size());
    private final Increase stable = new Increase(EDGES.size());
    private final long[] times = new long[EDGES.size() + 1];
    private int burst = 1;
    private double realShare = Double.NaN;
    private int tick;
    private long canaryRequests;

    Trial(long seed, double perSecond) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.perSecond = perSecond;
        for (int i = 0; i < 8; i++) {
            routes.number("GET", "/api/v1/" + (i % 2 == 0 ? "sales" : "inventory") + "/r" + i);
        }
        judge = new Judge(Settings.STANDARD, routes, EDGES);
    }

    Trial burstsOf(int size) {
        burst = size;
        return this;
    }

    Trial reallySharing(double share) {
        realShare = share;
        return this;
    }

    /** Runs ticks at a weight until the judge blames the canary; whether it does. */
    boolean run(int ticks, int weight, Nature canaryNature, Nature stableNature) {
        double share = Double.isNaN(realShare) ? weight / 100.0 : realShare;
        for (int i = 0; i < ticks; i++, tick++) {
            observe(weight, share, canaryNature, stableNature);
            if (judge.answer() == Answer.HARMFUL) {
                return true;
            }
        }
        return false;
    }

    /** The same of two healthy versions, without asking the judge in between. */
    void runUnasked(int ticks, int weight) {
        for (int i = 0; i < ticks; i++, tick++) {
            observe(weight, weight / 100.0, WELL, WELL);
        }
    }

    private void observe(int weight, double share, Nature canaryNature, Nature stableNature) {
        fill(canary, share, canaryNature);
        fill(stable, 1 - share, stableNature);
        canaryRequests += canary.requests();
        judge.observe(START.plus(TICK.multipliedBy(tick + 1L)), TICK, weight, canary, stable);
    }

    private void fill(Increase added, double share, Nature nature) {
        added.clear();
        double mean = perSecond * share * TICK.toSeconds();
        for (double at = gap(); at < mean; at += gap()) {
            int route = random.nextDouble() < RARE ? 7 : random.nextInt(7);
            boolean fails = random.nextDouble() < nature.failure(tick, route) / burst;
            for (int i = fails ? burst : 1; i > 0; i--) {
                added.add(route, 1, fails ? 1 : 0);
                double seconds =
                        0.04 * nature.slowness(tick, route) * Math.exp(0.8 * random.nextGaussian());
                for (int edge = 0; edge <= EDGES.size(); edge++) {
                    times[edge] = edge == EDGES.size() || seconds <= EDGES.edge(edge) ? 1 : 0;
                }
                added.addTimes(route, times);
            }
            added.addUserMinutes(fails ? 0 : 1, fails ? 1 : 0);
        }
    }

    private double gap() {
        return -Math.log1p(-random.nextDouble());
    }

    double minutes() {
        return (tick + 1) * TICK.toSeconds() / 60.0;
    }

    long canaryRequests() {
        return canaryRequests;
    }
}
