package canary.stats.sequential;

import canary.stats.BucketEdges;

import org.hipparchus.special.Erf;

import java.util.Arrays;

/**
 * Many seeded releases, judged at every scrape: 15 s apart, in the plan's stages of 5 % for 30
 * minutes, 20 % for an hour and 50 % for two, as in the research notes' simulation.
 */
final class Simulation {
    static final int SECONDS_PER_TICK = 15;
    static final int TICKS = 840;
    static final BucketEdges EDGES = BucketEdges.of(0.05, 0.1, 0.25, 0.5, 1, 2.5);

    /** What was found: when, and after how many canary requests. */
    record Found(int releases, double[] minutes, double[] requests) {
        double share() {
            return (double) minutes.length / releases;
        }

        double medianMinutes() {
            return median(minutes);
        }

        double medianRequests() {
            return median(requests);
        }

        private static double median(double[] values) {
            return values.length == 0
                    ? Double.NaN
                    : Arrays.stream(values).sorted().toArray()[values.length / 2];
        }

        @Override
        public String toString() {
            return "%5.1f %% of %d, median %.1f min, %.0f canary requests"
                    .formatted(100 * share(), releases, medianMinutes(), medianRequests());
        }
    }

    /** One release: adds a tick's traffic and says whether the test has rejected. */
    interface Release {
        boolean rejectsAfter(long canaryRequests, long stableRequests, double share, int tick);
    }

    /** Starts a release with its own source of chance. */
    interface Start {
        Release with(Draws draws);
    }

    private Simulation() {}

    static double stagedShare(int tick) {
        if (tick < 120) {
            return 0.05;
        }
        return tick < 360 ? 0.2 : 0.5;
    }

    static Found staged(int releases, double perSecond, Start start) {
        return run(releases, perSecond, start, false);
    }

    /** The whole release at the first stage's 5 %. */
    static Found atFivePercent(int releases, double perSecond, Start start) {
        return run(releases, perSecond, start, true);
    }

    private static Found run(int releases, double perSecond, Start start, boolean fivePercent) {
        double[] minutes = new double[releases];
        double[] requests = new double[releases];
        int found = 0;
        for (int i = 0; i < releases; i++) {
            Draws draws = new Draws(1_000_003L * i + 17);
            Release release = start.with(draws);
            long exposed = 0;
            for (int tick = 0; tick < TICKS; tick++) {
                double share = fivePercent ? 0.05 : stagedShare(tick);
                long canary = draws.poisson(perSecond * SECONDS_PER_TICK * share);
                long stable = draws.poisson(perSecond * SECONDS_PER_TICK * (1 - share));
                exposed += canary;
                if (release.rejectsAfter(canary, stable, share, tick)) {
                    minutes[found] = (tick + 1) * SECONDS_PER_TICK / 60.0;
                    requests[found++] = exposed;
                    break;
                }
            }
        }
        return new Found(releases, Arrays.copyOf(minutes, found), Arrays.copyOf(requests, found));
    }

    /**
     * Chance to be at or below each edge: lognormal, median 40 ms, sigma 0.8, with a slower tail.
     */
    static double[] latency(double slower, double tailShare) {
        double[] chance = new double[EDGES.size()];
        for (int j = 0; j < chance.length; j++) {
            double fast = normal(Math.log(EDGES.edge(j) / (0.04 * slower)) / 0.8);
            double tail = normal(Math.log(EDGES.edge(j) / 0.4) / 0.8);
            chance[j] = (1 - tailShare) * fast + tailShare * tail;
        }
        return chance;
    }

    private static double normal(double z) {
        return Erf.erfc(-z / Math.sqrt(2)) / 2;
    }
}
