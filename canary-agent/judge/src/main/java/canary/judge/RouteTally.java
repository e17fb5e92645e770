package canary.judge;

import canary.stats.Counts;
import canary.stats.Tick;

import java.util.Arrays;

/** Requests and errors of both versions by route, since the canary has traffic. */
public final class RouteTally {
    private long[] canaryRequests = new long[0];
    private long[] canaryErrors = new long[0];
    private long[] stableRequests = new long[0];
    private long[] stableErrors = new long[0];

    void add(Additions canary, Additions stable) {
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

    public Tick route(int route) {
        return route < canaryRequests.length
                ? new Tick(
                        new Counts(canaryRequests[route], canaryErrors[route]),
                        new Counts(stableRequests[route], stableErrors[route]))
                : new Tick(Counts.NONE, Counts.NONE);
    }

    /** Sum over the routes of a module. */
    public Tick module(Routes routes, int module) {
        Tick sum = new Tick(Counts.NONE, Counts.NONE);
        for (int route = 0; route < canaryRequests.length; route++) {
            if (routes.module(route) == module) {
                sum = sum.plus(route(route));
            }
        }
        return sum;
    }

    public Tick all() {
        Tick sum = new Tick(Counts.NONE, Counts.NONE);
        for (int route = 0; route < canaryRequests.length; route++) {
            sum = sum.plus(route(route));
        }
        return sum;
    }
}
