package canary.bench.simulate;

import canary.bench.simulate.Roughness.Burst;
import canary.judge.traffic.Increase;

import java.util.Arrays;

/** One version under simulated traffic: its users' minutes, its pods' noise, its counters. */
final class SimulatedVersion {
    /** Requests that a user makes in a minute of work, in the mean: one and a Poisson number. */
    static final double REQUESTS_PER_MINUTE = 3;

    private static final int FEW = 24;
    private static final int MANY_FAILURES = 10;
    private static final int QUARTERS = Stages.TICKS_PER_MINUTE;
    private static final double STUBBORN = 2.0 / 3;
    private static final double KEPT = 0.9;
    private static final double RENEWED = Math.sqrt(1 - KEPT * KEPT);

    private final Roughness roughness;
    private final double[] shares;
    private final double[] cumulativeShares;
    private final double[] latencyNoise = new double[Condition.PODS];
    private final double[] errorNoise = new double[Condition.PODS];
    private final double[] atMost = new double[Mix.SIZE * Mix.BUCKETS];
    private final long[] perTick = new long[QUARTERS];
    private final long[] again = new long[QUARTERS];
    private final long[] perRoute = new long[Mix.SIZE];
    private final long[] forced = new long[Mix.SIZE];
    private final long[] counts = new long[Mix.BUCKETS + 1];
    private final boolean refuses;
    private RandomCounts draws = new RandomCounts(0);

    /** For what the first benchmark did not draw: its releases stay as they were. */
    private RandomCounts more = new RandomCounts(0);

    private double timedSlower = Double.NaN;
    private double timedTail = Double.NaN;
    private long users;
    private long requests;
    private long failures;
    private long goodMinutes;
    private long badMinutes;
    private long againMinutes;
    private long stubborn;
    private double badShare;
    private boolean isRefusing;

    /**
     * @param refuses whether some requests deserve a refusal
     */
    SimulatedVersion(Roughness roughness, double[] shares, boolean refuses) {
        this.refuses = refuses;
        this.roughness = roughness;
        this.shares = shares;
        cumulativeShares = shares.clone();
        Arrays.parallelPrefix(cumulativeShares, Double::sum);
    }

    void begin(RandomCounts fresh, RandomCounts others) {
        draws = fresh;
        more = others;
        againMinutes = 0;
        stubborn = 0;
        badShare = 0;
        timedSlower = Double.NaN;
        users = 0;
        requests = 0;
        failures = 0;
        goodMinutes = 0;
        badMinutes = 0;
        Arrays.fill(again, 0);
        Arrays.setAll(latencyNoise, _ -> fresh.gaussian());
        Arrays.setAll(errorNoise, _ -> fresh.gaussian());
    }

    /**
     * Ends a minute of users' work and begins the next. A server counts a minute when it is over,
     * so the scrape after that is the first to show it.
     *
     * @param meanUsers how many users work in it, in the mean
     */
    void minute(double meanUsers) {
        long failing = failingUsers();
        long bad = isRefusing ? users : failing; // nobody's minute is good where nothing succeeds
        againMinutes =
                Math.min(bad, stubborn + more.binomial(bad - Math.min(bad, stubborn), badShare));
        badShare = users == 0 ? 0 : (double) bad / users;
        badMinutes = bad;
        goodMinutes = users - bad;
        stubborn = roughness.stubborn() ? draws.binomial(failing, STUBBORN) : 0;
        users = stubborn + draws.poisson(Math.max(0, meanUsers - stubborn));
        requests = users + draws.poisson((REQUESTS_PER_MINUTE - 1) * users);
        failures = 0;
        spread(requests, perTick);
        spread(stubborn, again);
    }

    /** Puts events anywhere in the minute. */
    private void spread(long events, long[] quarters) {
        long left = events;
        for (int quarter = 0; quarter < QUARTERS; quarter++) {
            quarters[quarter] = draws.binomial(left, 1.0 / (QUARTERS - quarter));
            left -= quarters[quarter];
        }
    }

    /** Users who worked in the minute that has begun. */
    long users() {
        return users;
    }

    /**
     * Users of the minute with at least one failure. A failure falls on users by their requests: on
     * one who has failed already, or on another, whose number of requests is then drawn with more
     * weight on busy ones. Where failures are many, users are drawn one by one.
     */
    private long failingUsers() {
        long failing = 0;
        if (MANY_FAILURES * failures > users) {
            return failingOneByOne();
        }
        double theirs = 0;
        double left = requests;
        for (long i = 0; i < failures; i++) {
            if (draws.uniform() * left < theirs) {
                theirs--;
            } else {
                failing++;
                theirs += busyUser() - 1;
            }
            left--;
        }
        return Math.min(failing, users);
    }

    /**
     * The same exactly: given all requests, those beyond the first of each user are anybody's, and
     * given all failures, they are any of the requests.
     */
    private long failingOneByOne() {
        long failing = 0;
        long requestsLeft = requests;
        long failuresLeft = failures;
        long moreLeft = requests - users;
        for (long usersLeft = users; usersLeft > 0 && failuresLeft > 0; usersLeft--) {
            long more = draws.binomial(moreLeft, 1.0 / usersLeft);
            moreLeft -= more;
            boolean fails = false;
            for (long i = 0; i <= more; i++) {
                if (draws.uniform() * requestsLeft < failuresLeft) {
                    failuresLeft--;
                    fails = true;
                }
                requestsLeft--;
            }
            failing += fails ? 1 : 0;
        }
        return failing;
    }

    /** Requests of the user who made a given request. */
    private long busyUser() {
        long least = draws.uniform() * REQUESTS_PER_MINUTE < 1 ? 1 : 2;
        return least + draws.poisson(REQUESTS_PER_MINUTE - 1);
    }

    /**
     * Draws one tick.
     *
     * @return requests that arrived, counted or not
     */
    long tick(int tick, Condition condition, Increase into) {
        renewNoise();
        setTimes(condition);
        long arrived = spread(perTick[tick % QUARTERS]);
        failAgain(again[tick % QUARTERS]);
        double errors = condition.errors * errorFactor();
        if (roughness.stubborn()) {
            errors *= 1 - STUBBORN; // each failure draws others after it
        }
        boolean isCounted = condition.scraped && !condition.frozen && condition.up != 0;
        long all = 0;
        isRefusing = condition.refused.isAll();
        for (int route = 0; route < Mix.SIZE; route++) {
            boolean isDead = route == Mix.RARE && condition.rareIsDead;
            long before = into.requests() - into.errors();
            all += route(route, isDead ? 1 : Math.min(1, errors), into, isCounted);
            if (isCounted) {
                refuse(route, into.requests() - into.errors() - before, condition.refused, into);
            }
        }
        if (isCounted && tick % QUARTERS == 0) {
            into.addUserMinutes(goodMinutes, badMinutes - againMinutes, againMinutes);
        }
        return Math.max(all, arrived);
    }

    private void refuse(int route, long answers, Refused refused, Increase into) {
        long wrongly =
                refused.share(route) == 1 ? answers : more.binomial(answers, refused.share(route));
        into.addRefusals(route, refused.how(), wrongly);
        if (refuses) {
            long rightly = more.binomial(answers - wrongly, Mix.refused(route));
            into.addRefusals(route, Mix.refusal(route), rightly);
        }
    }

    private long route(int route, double errors, Increase into, boolean isCounted) {
        long n = perRoute[route];
        if (n + forced[route] == 0) {
            return 0;
        }
        Burst burst = roughness.burst();
        long bursts = draws.binomial(n, burst.chance(errors));
        long failed = bursts == 0 ? 0 : burst.errors(bursts, draws);
        long all = n + failed - bursts;
        failed += forced[route];
        all += forced[route];
        failures += bursts + forced[route];
        requests += all - n;
        if (isCounted) {
            into.add(route, all, failed);
            time(route, all);
            into.addTimes(route, counts);
        }
        return all;
    }

    /** Asks once more for so many users whose requests failed a minute ago, in vain. */
    private void failAgain(long users) {
        Arrays.fill(forced, 0);
        for (long i = 0; i < users; i++) {
            forced[anyRoute()]++;
        }
    }

    private int anyRoute() {
        double at = draws.uniform();
        int route = 0;
        while (route < Mix.SIZE - 1 && at > cumulativeShares[route]) {
            route++;
        }
        return route;
    }

    /** Puts so many requests on the routes. */
    private long spread(long n) {
        Arrays.fill(perRoute, 0);
        if (n < FEW) {
            for (long i = 0; i < n; i++) {
                perRoute[anyRoute()]++;
            }
            return n;
        }
        long left = n;
        double rest = 1;
        for (int route = 0; route < Mix.SIZE - 1 && left > 0; route++) {
            perRoute[route] = draws.binomial(left, Math.min(1, shares[route] / rest));
            left -= perRoute[route];
            rest -= shares[route];
        }
        perRoute[Mix.SIZE - 1] = left;
        return n;
    }

    /** Draws a route's cumulative histogram. */
    private void time(int route, long n) {
        Arrays.fill(counts, 0);
        int base = route * Mix.BUCKETS;
        if (n < FEW) {
            for (long i = 0; i < n; i++) {
                double at = draws.uniform();
                int j = 0;
                while (j < Mix.BUCKETS && at > atMost[base + j]) {
                    j++;
                }
                counts[j]++;
            }
            for (int j = 1; j <= Mix.BUCKETS; j++) {
                counts[j] += counts[j - 1];
            }
            return;
        }
        long done = 0;
        double below = 0;
        for (int j = 0; j < Mix.BUCKETS; j++) {
            double inside = (atMost[base + j] - below) / (1 - below);
            done += below >= 1 ? 0 : draws.binomial(n - done, inside);
            counts[j] = done;
            below = atMost[base + j];
        }
        counts[Mix.BUCKETS] = n;
    }

    private void renewNoise() {
        if (roughness.hasPodNoise()) {
            for (int pod = 0; pod < Condition.PODS; pod++) {
                latencyNoise[pod] = KEPT * latencyNoise[pod] + RENEWED * draws.gaussian();
                errorNoise[pod] = KEPT * errorNoise[pod] + RENEWED * draws.gaussian();
            }
        }
    }

    /** Mean over the pods, among which requests are spread evenly; 1 in the long run. */
    private double errorFactor() {
        double sd = roughness.podErrors();
        if (sd == 0) {
            return 1;
        }
        double sum = 0;
        for (double noise : errorNoise) {
            sum += Math.exp(sd * noise - sd * sd / 2);
        }
        return sum / Condition.PODS;
    }

    /** A request's time is that of one of the pods: the mean of their distributions. */
    private void setTimes(Condition condition) {
        boolean isNoisy = roughness.podLatency() > 0;
        if (!isNoisy && condition.slower == timedSlower && condition.tail == timedTail) {
            return;
        }
        timedSlower = condition.slower;
        timedTail = condition.tail;
        int pods = isNoisy ? Condition.PODS : 1;
        for (int route = 0; route < Mix.SIZE; route++) {
            double centre = Mix.logMedian(route) + Math.log(condition.slower);
            for (int j = 0; j < Mix.BUCKETS; j++) {
                double sum = 0;
                for (int pod = 0; pod < pods; pod++) {
                    double noise = isNoisy ? roughness.podLatency() * latencyNoise[pod] : 0;
                    sum += below(Mix.logEdge(j) - centre - noise, condition.tail);
                }
                atMost[route * Mix.BUCKETS + j] = sum / pods;
            }
        }
    }

    private static double below(double distance, double tail) {
        double fast = Normal.below(distance / Mix.SIGMA);
        return tail == 0
                ? fast
                : (1 - tail) * fast + tail * Normal.below((distance - LOG_TEN) / Mix.SIGMA);
    }

    private static final double LOG_TEN = Math.log(10);
}
