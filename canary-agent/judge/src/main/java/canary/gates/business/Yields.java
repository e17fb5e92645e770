package canary.gates.business;

import canary.counters.BusinessCount.Measure;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How many documents of each kind a request to each route posts, learned from stable: what a
 * version should have posted follows from the requests that it answered, whatever mix of routes its
 * users call.
 *
 * <p>Only sums are counted, so each interval's documents are shared out among its requests by what
 * is known by then (the expectation step of Dempster, Laird and Rubin, <i>Maximum likelihood from
 * incomplete data via the EM algorithm</i>, JRSS B 1977, taken interval by interval).
 */
final class Yields implements Serializable {

    /** Documents a request of the same module and of another one, before any is seen. */
    private static final double SAME_MODULE = 0.2;

    private static final double OTHER_MODULE = 0.01;

    /** Requests that the guess is worth. */
    private static final double GUESS_WORTH = 5;

    private final WorkNames names;
    private double[][] posted = new double[0][];
    private double[] requests = new double[0];

    Yields(WorkNames names) {
        this.names = names;
    }

    /** What the requests of an interval should have posted of a kind. */
    double expected(int kind, WorkTotals added, WorkTotals.By by) {
        double sum = 0;
        double[] asked = added.requests(by);
        for (int route : names.writes()) {
            if (route < asked.length && asked[route] > 0) {
                sum += asked[route] * rate(kind, route);
            }
        }
        return sum;
    }

    private double rate(int kind, int route) {
        double guess =
                names.moduleOfKind(kind) == names.moduleOfRoute(route) ? SAME_MODULE : OTHER_MODULE;
        double seen = kind < posted.length && route < posted[kind].length ? posted[kind][route] : 0;
        double of = route < requests.length ? requests[route] : 0;
        return (GUESS_WORTH * guess + seen) / (GUESS_WORTH + of);
    }

    /** What stable did. */
    void learn(WorkTotals stable, WorkTotals.By by) {
        grow();
        for (int kind = 0; kind < names.kinds(); kind++) {
            double documents = stable.work(Measure.DOCUMENTS, kind);
            if (documents > 0) {
                share(kind, documents, stable, by);
            }
        }
        for (int route : names.writes()) {
            requests[route] += stable.requests(by, route);
        }
    }

    private void share(int kind, double documents, WorkTotals stable, WorkTotals.By by) {
        double all = expected(kind, stable, by);
        if (all <= 0) {
            return;
        }
        for (int route : names.writes()) {
            double of = stable.requests(by, route);
            if (of > 0) {
                posted[kind][route] += documents * of * rate(kind, route) / all;
            }
        }
    }

    private void grow() {
        int kinds = names.kinds();
        int routes = names.routes();
        if (kinds > posted.length) {
            int before = posted.length;
            posted = Arrays.copyOf(posted, kinds);
            for (int kind = before; kind < kinds; kind++) {
                posted[kind] = new double[routes];
            }
        }
        for (int kind = 0; kind < posted.length; kind++) {
            if (posted[kind].length < routes) {
                posted[kind] = Arrays.copyOf(posted[kind], routes);
            }
        }
        if (requests.length < routes) {
            requests = Arrays.copyOf(requests, routes);
        }
    }
}
