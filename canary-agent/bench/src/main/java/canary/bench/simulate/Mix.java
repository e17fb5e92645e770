package canary.bench.simulate;

import canary.counters.Refusal;

import java.util.List;

/**
 * Which routes are called how often, and how long they take: 16 routes of five modules, lognormal
 * times with 40 ms in the middle and 150 ms at the 95th percentile over all.
 */
public final class Mix {
    /** One route: its part of the traffic, and its median against the others'. */
    public record Route(String method, String path, double share, double slowness) {}

    private static final String SALES = "/api/v1/sales/";
    private static final String FINANCE = "/api/v1/finance/";
    private static final String INVENTORY = "/api/v1/inventory/";

    /** The last one is the rare route, with exactly 0.5 % of the traffic. */
    public static final List<Route> ROUTES =
            List.of(
                    new Route("GET", INVENTORY + "stock", 0.22, 0.7),
                    new Route("POST", SALES + "orders", 0.14, 1.1),
                    new Route("GET", SALES + "orders/{id}", 0.12, 0.6),
                    new Route("GET", INVENTORY + "items", 0.09, 0.7),
                    new Route("POST", SALES + "orders/{id}/confirm", 0.08, 1.1),
                    new Route("POST", SALES + "orders/{id}/deliver", 0.07, 1.7),
                    new Route("POST", SALES + "orders/{id}/invoice", 0.06, 1.7),
                    new Route("GET", SALES + "invoices", 0.055, 0.9),
                    new Route("POST", FINANCE + "payments", 0.04, 1.3),
                    new Route("GET", FINANCE + "open-items", 0.035, 0.9),
                    new Route("GET", SALES + "customers", 0.03, 0.6),
                    new Route("POST", "/api/v1/users/login", 0.022, 2.2),
                    new Route("POST", INVENTORY + "receipts", 0.013, 1.5),
                    new Route("GET", FINANCE + "trial-balance", 0.012, 3.5),
                    new Route("GET", FINANCE + "journal-entries", 0.008, 0.9),
                    new Route("POST", FINANCE + "journal-entries/{id}/reverse", 0.005, 1.4));

    static final int SIZE = ROUTES.size();
    static final int RARE = SIZE - 1;
    static final int ORDERS = 1;
    private static final int SIGN_IN = 11;

    /** Routes that the canary's cohorts call more often where the mixes differ. */
    private static final int INVOICE = 6;

    private static final int TRIAL_BALANCE = 13;

    /** Finite edges of the server's histogram, in seconds. */
    private static final double[] EDGES = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

    public static final int BUCKETS = EDGES.length;

    /** Spread of one route's times, on the logarithmic scale. */
    static final double SIGMA = 0.68;

    private static final double MEDIAN_SECONDS = 0.04;
    private static final double[] LOG_EDGES = new double[BUCKETS];
    private static final double[] LOG_MEDIANS = new double[SIZE];

    static {
        for (int j = 0; j < BUCKETS; j++) {
            LOG_EDGES[j] = Math.log(EDGES[j]);
        }
        double low = -20;
        double high = 20;
        while (high - low > 1e-9) { // so that half of all requests are faster than 40 ms
            double middle = (low + high) / 2;
            double faster = 0;
            for (Route route : ROUTES) {
                double median = Math.log(route.slowness()) + middle;
                faster += route.share() * Normal.below((Math.log(MEDIAN_SECONDS) - median) / SIGMA);
            }
            if (faster > 0.5) {
                low = middle;
            } else {
                high = middle;
            }
        }
        for (int r = 0; r < SIZE; r++) {
            LOG_MEDIANS[r] = Math.log(ROUTES.get(r).slowness()) + low;
        }
    }

    private Mix() {}

    /** Share of requests that deserve a refusal on any version. */
    static double refused(int route) {
        return route == SIGN_IN ? 0.05 : route == ORDERS ? 0.02 : 0.004;
    }

    static Refusal refusal(int route) {
        if (route == SIGN_IN) {
            return Refusal.UNAUTHORIZED;
        }
        return ROUTES.get(route).method().equals("GET") ? Refusal.NOT_FOUND : Refusal.INVALID;
    }

    public static double[] edges() {
        return EDGES.clone();
    }

    static double logEdge(int j) {
        return LOG_EDGES[j];
    }

    /** Of a route's times in seconds. */
    static double logMedian(int route) {
        return LOG_MEDIANS[route];
    }

    /** Part of the traffic of each route. */
    static double[] shares() {
        return ROUTES.stream().mapToDouble(Route::share).toArray();
    }

    /** As {@link #shares} for users who balance the books twice as often and invoice half more. */
    static double[] otherShares() {
        double[] shares = shares();
        double more = shares[TRIAL_BALANCE] + shares[INVOICE] / 2;
        shares[TRIAL_BALANCE] *= 2;
        shares[INVOICE] *= 1.5;
        double rest = 1 - shares[TRIAL_BALANCE] - shares[INVOICE];
        for (int r = 0; r < SIZE; r++) {
            if (r != TRIAL_BALANCE && r != INVOICE) {
                shares[r] *= rest / (rest + more);
            }
        }
        return shares;
    }
}
