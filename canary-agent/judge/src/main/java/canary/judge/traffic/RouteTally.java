package canary.judge.traffic;

import canary.stats.Counts;
import canary.stats.PairedCounts;

import java.io.Serializable;
import java.util.Arrays;

/** Requests and errors of both versions by route, since the canary has traffic. */
public final class RouteTally implements Serializable {
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
