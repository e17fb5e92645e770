package canary.judge.traffic;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Which routes both versions have. Where most of the canary's requests go to routes that stable
 * does not have, the routes were renamed rather than added: then those that only one version has
 * are compared together, within their module where both have some there.
 */
public final class Counterparts implements Serializable {
    /** So many requests of the other version are missed before a route counts as its own. */
    private static final double MISSED = 3;

    private static final double MOST = 0.5;

    private final Routes routes;
    private long[] canary = new long[0];
    private long[] stable = new long[0];
    private boolean[] isOnlyCanary = new boolean[0];
    private boolean[] isOnlyStable = new boolean[0];
    private boolean isRenamed;
    private Increase[] merged = {};

    public Counterparts(Routes routes) {
        this.routes = routes;
    }

    /** What stable did while the canary had no traffic. */
    public void learn(Increase ofStable) {
        grow(ofStable.routes());
        for (int route = 0; route < ofStable.routes(); route++) {
            stable[route] += ofStable.requests(route) > 0 ? 1 : 0;
        }
    }

    /**
     * Adds an interval.
     *
     * @param share of the canary, above 0 and below 1
     */
    public void add(double share, Increase ofCanary, Increase ofStable) {
        int last = Math.max(ofCanary.routes(), ofStable.routes());
        grow(last);
        long own = 0;
        long all = 0;
        for (int route = 0; route < canary.length; route++) {
            canary[route] += ofCanary.requests(route);
            stable[route] += ofStable.requests(route);
            isOnlyCanary[route] =
                    stable[route] == 0
                            && canary[route] * Math.min(1, (1 - share) / share) >= MISSED;
            isOnlyStable[route] =
                    canary[route] == 0
                            && stable[route] * Math.min(1, share / (1 - share)) >= MISSED;
            own += isOnlyCanary[route] ? canary[route] : 0;
            all += canary[route];
        }
        isRenamed = own > MOST * all;
    }

    private void grow(int size) {
        if (size > canary.length) {
            canary = Arrays.copyOf(canary, size);
            stable = Arrays.copyOf(stable, size);
            isOnlyCanary = Arrays.copyOf(isOnlyCanary, size);
            isOnlyStable = Arrays.copyOf(isOnlyStable, size);
        }
    }

    /** Whether only the canary answers on a route, and that is no accident. */
    public boolean isNew(int route) {
        return route < isOnlyCanary.length && isOnlyCanary[route];
    }

    /** Whether most of what the canary is asked has no counterpart of the same name. */
    public boolean isRenamed() {
        return isRenamed;
    }

    /** What a version added, with the routes that only one version has put together. */
    public Increase merged(Increase added, boolean isOfCanary) {
        if (merged.length == 0 || merged[0].edges() != added.edges()) {
            merged = new Increase[] {new Increase(added.edges()), new Increase(added.edges())};
        }
        Increase into = merged[isOfCanary ? 0 : 1];
        into.clear();
        for (int route = 0; route < added.routes(); route++) {
            if (added.requests(route) > 0 || added.times(route)[added.edges()] > 0) {
                into.addRoute(place(route), added, route);
            }
        }
        into.addUserMinutes(added.goodMinutes(), added.badMinutes(), added.againMinutes());
        return into;
    }

    private int place(int route) {
        if (routes.isNone(route) || !(isOnlyCanary[route] || isOnlyStable[route])) {
            return route;
        }
        return hasBoth(routes.module(route))
                ? routes.unmatched(routes.moduleName(routes.module(route)))
                : routes.unmatched("");
    }

    private boolean hasBoth(int module) {
        boolean hasCanary = false;
        boolean hasStable = false;
        for (int route = 0; route < canary.length; route++) {
            if (routes.module(route) == module) {
                hasCanary |= isOnlyCanary[route];
                hasStable |= isOnlyStable[route];
            }
        }
        return hasCanary && hasStable;
    }
}
