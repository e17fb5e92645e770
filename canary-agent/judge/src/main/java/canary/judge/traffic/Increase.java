package canary.judge.traffic;

import canary.counters.Refusal;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What one version added between two looks, by route, as one source counts: requests, answers of
 * status 5xx and 4xx, answers at most as slow as each edge, and user-minutes. Used again for every
 * look.
 */
public final class Increase implements Serializable {
    private static final int FIRST_ROUTES = 32;
    private static final Refusal[] KINDS = Refusal.values();
    private static final int REFUSALS = KINDS.length;

    private final int edges;
    private long[] requests = new long[FIRST_ROUTES];
    private long[] errors = new long[FIRST_ROUTES];
    private long[][] atMost = new long[FIRST_ROUTES][];
    private long[][] refusals = new long[FIRST_ROUTES][];
    private int routes;
    private long allRequests;
    private long allErrors;
    private long goodMinutes;
    private long badMinutes;
    private long againMinutes;
    private final long[] allRefusals = new long[REFUSALS];

    /**
     * @param edges how many finite edges the histograms have; 0 for none
     */
    public Increase(int edges) {
        this.edges = edges;
    }

    /** Forgets the look before. */
    public void clear() {
        Arrays.fill(requests, 0, routes, 0);
        Arrays.fill(errors, 0, routes, 0);
        for (int route = 0; route < routes; route++) {
            if (atMost[route] != null) {
                Arrays.fill(atMost[route], 0);
            }
            if (refusals[route] != null) {
                Arrays.fill(refusals[route], 0);
            }
        }
        routes = 0;
        allRequests = 0;
        allErrors = 0;
        goodMinutes = 0;
        badMinutes = 0;
        againMinutes = 0;
        Arrays.fill(allRefusals, 0);
    }

    /**
     * Adds to a route; may be called more than once for it. All at least 0, errors at most the
     * requests.
     */
    public void add(int route, long moreRequests, long moreErrors) {
        if (moreErrors < 0 || moreErrors > moreRequests) {
            throw new IllegalArgumentException(
                    "errors are 0 to requests (" + moreRequests + "), not " + moreErrors);
        }
        grow(route);
        requests[route] += moreRequests;
        errors[route] += moreErrors;
        allRequests += moreRequests;
        allErrors += moreErrors;
    }

    /** Adds answers that refuse, which are among the requests of the route. */
    public void addRefusals(int route, Refusal how, long more) {
        if (more < 0) {
            throw new IllegalArgumentException("refusals are at least 0, not " + more);
        }
        grow(route);
        if (refusals[route] == null) {
            refusals[route] = new long[REFUSALS];
        }
        refusals[route][how.place()] += more;
        allRefusals[how.place()] += more;
    }

    /**
     * Adds timed answers to a route.
     *
     * @param counts answers at most as slow as each edge, then all of them; nowhere decreasing
     */
    public void addTimes(int route, long[] counts) {
        if (counts.length != edges + 1) {
            throw new IllegalArgumentException(
                    "counts are " + (edges + 1) + " values, not " + counts.length);
        }
        grow(route);
        long[] sums = times(route);
        for (int edge = 0; edge <= edges; edge++) {
            sums[edge] += counts[edge];
        }
    }

    /** Adds minutes of users, without and with a failed request. */
    public void addUserMinutes(long good, long bad) {
        addUserMinutes(good, bad, 0);
    }

    /**
     * Adds minutes of users.
     *
     * @param bad of users whose minute before was good
     * @param again bad ones of users whose minute before was bad too
     */
    public void addUserMinutes(long good, long bad, long again) {
        if (good < 0 || bad < 0 || again < 0) {
            throw new IllegalArgumentException(
                    "user-minutes are at least 0, not %d, %d, %d".formatted(good, bad, again));
        }
        goodMinutes += good;
        badMinutes += bad;
        againMinutes += again;
    }

    /** Adds all that another has. */
    public void addAll(Increase more) {
        for (int route = 0; route < more.routes; route++) {
            addRoute(route, more, route);
        }
        addUserMinutes(more.goodMinutes, more.badMinutes, more.againMinutes);
    }

    /** Adds what another has on a route to a route of this one. */
    void addRoute(int route, Increase other, int from) {
        add(route, other.requests(from), other.errors(from));
        if (other.refusals[from] != null) {
            for (Refusal each : KINDS) {
                addRefusals(route, each, other.refusals(from, each));
            }
        }
        addTimes(route, other.times(from));
    }

    private void grow(int route) {
        if (route >= requests.length) {
            int size = Math.max(route + 1, 2 * requests.length);
            requests = Arrays.copyOf(requests, size);
            errors = Arrays.copyOf(errors, size);
            atMost = Arrays.copyOf(atMost, size);
            refusals = Arrays.copyOf(refusals, size);
        }
        routes = Math.max(routes, route + 1);
    }

    /** One more than the highest route that anything was added to. */
    public int routes() {
        return routes;
    }

    public long requests(int route) {
        return route < routes ? requests[route] : 0;
    }

    public long errors(int route) {
        return route < routes ? errors[route] : 0;
    }

    /** Over all routes. */
    public long refusals(Refusal how) {
        return allRefusals[how.place()];
    }

    public long refusals(int route, Refusal how) {
        return route < routes && refusals[route] != null ? refusals[route][how.place()] : 0;
    }

    /**
     * Answers of a route at most as slow as each edge, then all. The array is this object's own.
     */
    public long[] times(int route) {
        grow(route);
        if (atMost[route] == null) {
            atMost[route] = new long[edges + 1];
        }
        return atMost[route];
    }

    public int edges() {
        return edges;
    }

    public long requests() {
        return allRequests;
    }

    public long errors() {
        return allErrors;
    }

    public long goodMinutes() {
        return goodMinutes;
    }

    /** Bad ones of users whose minute before was good, as far as anybody tells. */
    public long badMinutes() {
        return badMinutes;
    }

    public long againMinutes() {
        return againMinutes;
    }

    /** All minutes of users. */
    public long minutes() {
        return goodMinutes + badMinutes + againMinutes;
    }
}
