package canary.judge.traffic;

import canary.stats.Counts;
import canary.stats.PairedCounts;

import java.io.Serializable;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Requests and errors of both versions by route, since the canary has traffic. */
public final class RouteTally implements Serializable {
    private static final double SHRUNK = 0.5;
    private static final double TRIALS = 20;

    private long[] canaryRequests = new long[0];
    private long[] canaryErrors = new long[0];
    private long[] stableRequests = new long[0];
    private long[] stableErrors = new long[0];

    public void add(Increase canary, Increase stable) {
        int routes = Math.max(canary.routes(), stable.routes());
        if (routes > canaryRequests.length) {
            canaryRequests = Arrays.copyOf(canaryRequests, routes);
            canaryErrors = Arrays.copyOf(canaryErrors, routes);
            stableRequests = Arrays.copyOf(stableRequests, routes);
            stableErrors = Arrays.copyOf(stableErrors, routes);
        }
        for (int route = 0; route < routes; route++) {
            canaryRequests[route] += canary.requests(route);
            canaryErrors[route] += canary.errors(route);
            stableRequests[route] += stable.requests(route);
            stableErrors[route] += stable.errors(route);
        }
    }

    public PairedCounts route(int route) {
        return route < canaryRequests.length
                ? new PairedCounts(
                        new Counts(canaryRequests[route], canaryErrors[route]),
                        new Counts(stableRequests[route], stableErrors[route]))
                : new PairedCounts(Counts.NONE, Counts.NONE);
    }

    /**
     * Stable's share of errors on its worst route of a module, shrunk where it was asked little;
     * empty where it has none there.
     */
    public OptionalDouble worst(Routes routes, int module) {
        OptionalDouble worst = OptionalDouble.empty();
        for (int route = 0; route < stableRequests.length; route++) {
            if (stableRequests[route] > 0 && routes.module(route) == module) {
                worst = OptionalDouble.of(Math.max(worst.orElse(0), share(route)));
            }
        }
        return worst;
    }

    /** The same over all modules. */
    public double worst() {
        double worst = SHRUNK / TRIALS;
        for (int route = 0; route < stableRequests.length; route++) {
            worst = stableRequests[route] > 0 ? Math.max(worst, share(route)) : worst;
        }
        return worst;
    }

    private double share(int route) {
        return (stableErrors[route] + SHRUNK) / (stableRequests[route] + TRIALS);
    }

    /** Sum over the routes of a module. */
    public PairedCounts module(Routes routes, int module) {
        PairedCounts sum = new PairedCounts(Counts.NONE, Counts.NONE);
        for (int route = 0; route < canaryRequests.length; route++) {
            if (routes.module(route) == module) {
                sum = sum.plus(route(route));
            }
        }
        return sum;
    }

    public PairedCounts all() {
        PairedCounts sum = new PairedCounts(Counts.NONE, Counts.NONE);
        for (int route = 0; route < canaryRequests.length; route++) {
            sum = sum.plus(route(route));
        }
        return sum;
    }
}
