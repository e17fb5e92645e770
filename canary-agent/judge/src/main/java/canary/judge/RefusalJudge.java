package canary.judge;

import canary.counters.Refusal;
import canary.judge.traffic.Counterparts;
import canary.judge.traffic.Dispersion;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Interval;
import canary.judge.traffic.Routes;
import canary.judge.traffic.Shares;
import canary.stats.Counts;
import canary.stats.PairedCounts;

import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Whether the canary refuses more than stable: the sequential test on each kind of refusal, over
 * all routes, each module and each route. A request that finds no route has none to be compared
 * within, so such refusals are compared by all requests of their version.
 */
public final class RefusalJudge implements Serializable {
    private static final Refusal[] KINDS = Refusal.values();

    /** A route that only the canary has is known by so many requests. */
    private static final long TRIED = 10;

    private final Settings.Refusals settings;
    private final double threshold;
    private final Routes routes;
    private final MeanEvidence mean;
    private final RestartedTest tests;
    private final Shares shares = new Shares();
    private final Dispersion[] dispersions = new Dispersion[KINDS.length];
    private final boolean[] isActive = new boolean[KINDS.length];
    private double[] canaryTrials = new double[0];
    private double[] stableTrials = new double[0];
    private long[][] canaryRefused = new long[0][];
    private long[][] stableRefused = new long[0][];
    private long[] canaryRequests = new long[0];
    private long[] canaryErrors = new long[0];
    private long[] stableRequests = new long[0];
    private int refusedToAll = -1;
    private double peak;

    RefusalJudge(Settings all, Routes routes) {
        settings = all.refusals();
        threshold = -Math.log(all.alpha() * settings.weight());
        this.routes = routes;
        mean = new MeanEvidence(settings.parts(), routes);
        MeanEvidence over = mean;
        tests =
                new RestartedTest(
                        settings.margin(),
                        ErrorJudge.ALTERNATIVES,
                        KINDS.length,
                        test -> over.logE(0, test));
        Arrays.setAll(dispersions, _ -> new Dispersion());
    }

    void nextStage() {
        shares.clear();
        tests.begin();
    }

    /** What stable did while the canary had no traffic: it teaches how refusals come. */
    void learn(Increase stable) {
        for (Refusal kind : KINDS) {
            dispersions[kind.place()].add(stable.refusals(kind));
        }
    }

    /**
     * @param share of the trials that the canary has in this stage
     * @param isSettled whether one weight was in force for the whole interval
     */
    void observe(
            Instant at,
            double share,
            boolean isSettled,
            Interval added,
            Counterparts counterparts) {
        tests.tick(at);
        Increase canary = added.canary();
        Increase stable = added.compared();
        int last = Math.max(canary.routes(), stable.routes());
        grow(last);
        if (share > 0 && share < 1) {
            activate(canary, stable);
            for (int route = 0; route < last; route++) {
                count(route, canary, added.stable());
                if (settings.except().contains(routes.name(route))) {
                    continue;
                }
                if (counterparts.isNew(route) && !routes.isNone(route)) {
                    isRefusedToAll(route);
                } else {
                    compare(route, canary, stable, share, isSettled);
                }
            }
            peak = Math.max(peak, tests.logE());
        }
        if (!added.isBefore()) {
            learn(stable);
        }
    }

    /**
     * What a route refuses that stable does not have, nobody knows; but one that takes nothing from
     * anybody is broken.
     */
    private void isRefusedToAll(int route) {
        long failed = refused(route) + canaryErrors[route];
        if (canaryRequests[route] >= TRIED && failed == canaryRequests[route]) {
            refusedToAll = route;
        }
    }

    private long refused(int route) {
        long refused = 0;
        for (long one : canaryRefused[route]) {
            refused += one;
        }
        return refused;
    }

    private void grow(int size) {
        int before = canaryRequests.length;
        if (size > before) {
            canaryTrials = Arrays.copyOf(canaryTrials, size);
            stableTrials = Arrays.copyOf(stableTrials, size);
            canaryRequests = Arrays.copyOf(canaryRequests, size);
            canaryErrors = Arrays.copyOf(canaryErrors, size);
            stableRequests = Arrays.copyOf(stableRequests, size);
            canaryRefused = Arrays.copyOf(canaryRefused, size);
            stableRefused = Arrays.copyOf(stableRefused, size);
            for (int route = before; route < size; route++) {
                canaryRefused[route] = new long[KINDS.length];
                stableRefused[route] = new long[KINDS.length];
            }
        }
    }

    private void count(int route, Increase canary, Increase stable) {
        canaryRequests[route] += canary.requests(route);
        canaryErrors[route] += canary.errors(route);
        stableRequests[route] += stable.requests(route);
        for (Refusal kind : KINDS) {
            if (isActive[kind.place()]) {
                canaryRefused[route][kind.place()] += canary.refusals(route, kind);
                stableRefused[route][kind.place()] += stable.refusals(route, kind);
            }
        }
    }

    /** Requests that might have been refused on this route. */
    private long trials(int route, Increase of) {
        return routes.isNone(route) ? of.requests() : of.requests(route);
    }

    /** Kinds that turn up: what was not refused so before they did counts as well. */
    private void activate(Increase canary, Increase stable) {
        for (Refusal kind : KINDS) {
            if (isActive[kind.place()]
                    || (canary.refusals(kind) == 0 && stable.refusals(kind) == 0)) {
                continue;
            }
            isActive[kind.place()] = true;
            for (int route = 0; route < canaryTrials.length; route++) {
                if (canaryTrials[route] > 0 && stableTrials[route] > 0) {
                    tests.whole()
                            .cell(
                                    kind.place(),
                                    route,
                                    routes.module(route),
                                    canaryTrials[route],
                                    stableTrials[route],
                                    canaryTrials[route] / dispersions[kind.place()].size(),
                                    0,
                                    0);
                }
            }
        }
    }

    private void compare(
            int route, Increase canary, Increase stable, double share, boolean isSettled) {
        double n = (double) trials(route, canary);
        double m = (double) trials(route, stable);
        if (n + m == 0) {
            return;
        }
        if (isSettled) {
            shares.add(route, (long) n, (long) m);
        }
        boolean isDense = n >= ErrorJudge.DENSE && m >= ErrorJudge.DENSE;
        if (!isDense && !isSettled) {
            return;
        }
        canaryTrials[route] += n;
        stableTrials[route] += m;
        double s = isDense ? n / (n + m) : shares.of(route, share);
        for (Refusal kind : KINDS) {
            if (isActive[kind.place()]) {
                double discount = dispersions[kind.place()].size();
                tests.cell(
                        kind.place(),
                        route,
                        routes.module(route),
                        s,
                        1 - s,
                        n / discount,
                        Clumps.of(canary.refusals(route, kind), canary.requests(route)) / discount,
                        stable.refusals(route, kind) / discount);
            }
        }
    }

    public Answer answer() {
        return rejects() || refusedToAll().isPresent() ? Answer.HARMFUL : Answer.HEALTHY;
    }

    /** A route that only the canary has and that has taken none of its requests. */
    public OptionalInt refusedToAll() {
        return refusedToAll < 0 ? OptionalInt.empty() : OptionalInt.of(refusedToAll);
    }

    /** How many requests a route of the canary has refused, and of how many. */
    public Counts ofCanary(int route) {
        return new Counts(canaryRequests[route], refused(route));
    }

    /** Whether the sequential test has blamed the canary at any look. */
    public boolean rejects() {
        return peak >= threshold;
    }

    /** Natural logarithm of the largest evidence at any look. */
    public double logE() {
        return peak;
    }

    /** What the evidence must reach. */
    public double threshold() {
        return threshold;
    }

    public StrongestComparison strongest() {
        return mean.strongest(0, tests.stronger());
    }

    /** The kind of refusal that tells most against the canary. */
    public Refusal telling() {
        return KINDS[strongest().tellingEvent(tests.stronger())];
    }

    /** The route that more than half of the canary's refusals of a kind are of, and how many. */
    public Optional<Most> most(Refusal kind) {
        long all = 0;
        int most = 0;
        for (int route = 0; route < canaryRefused.length; route++) {
            long refused = canaryRefused[route][kind.place()];
            all += refused;
            most = refused > canaryRefused[most][kind.place()] ? route : most;
        }
        return all > 0 && 2 * canaryRefused[most][kind.place()] > all
                ? Optional.of(new Most(most, canaryRefused[most][kind.place()], all))
                : Optional.empty();
    }

    /**
     * Where most refusals are.
     *
     * @param refused on this route
     * @param all on all routes
     */
    public record Most(int route, long refused, long all) {}

    /** Refused so, of the requests that the comparison is about, since the canary has traffic. */
    public PairedCounts counts(StrongestComparison of, Refusal kind) {
        return new PairedCounts(
                counts(of, kind, canaryRequests, canaryRefused),
                counts(of, kind, stableRequests, stableRefused));
    }

    private Counts counts(StrongestComparison of, Refusal kind, long[] requests, long[][] refused) {
        long trials = 0;
        long bad = 0;
        for (int route = 0; route < requests.length; route++) {
            boolean isMeant = isMeant(of, route);
            trials += isMeant || isOfAll(of) ? requests[route] : 0;
            bad += isMeant ? refused[route][kind.place()] : 0;
        }
        return new Counts(trials, bad);
    }

    private boolean isMeant(StrongestComparison of, int route) {
        return switch (of.level()) {
            case USERS, ALL -> true;
            case MODULE -> routes.module(route) == of.number();
            case ROUTE -> route == of.number();
        };
    }

    private boolean isOfAll(StrongestComparison of) {
        return switch (of.level()) {
            case USERS, ALL -> true;
            case MODULE -> routes.moduleName(of.number()).equals(Routes.NONE);
            case ROUTE -> routes.isNone(of.number());
        };
    }
}
