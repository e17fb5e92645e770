package canary.bench.simulate;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;
import canary.judge.traffic.Increase;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What comes of a version's simulated requests: documents, money, rows and bytes. */
final class SimulatedWork {
    private static final Map<String, String> KINDS =
            Map.of(
                    "/api/v1/sales/orders/{id}/confirm", "sales order",
                    "/api/v1/sales/orders/{id}/deliver", "sales delivery",
                    "/api/v1/sales/orders/{id}/invoice", "sales invoice",
                    "/api/v1/finance/payments", "finance payment",
                    "/api/v1/inventory/receipts", "inventory receipt",
                    "/api/v1/finance/journal-entries/{id}/reverse", "finance journal-entry");

    private static final double POSTS = 0.95;
    private static final double ROWS = 18;
    private static final double BYTES = 250;
    private static final double BYTES_A_ROW = 120;
    private static final double AMOUNT = 400;
    private static final double AMOUNT_SIGMA = 1.2;
    private static final long FEW = 30;

    private final String version;
    private final double[] documents = new double[Mix.SIZE];
    private final double[] amounts = new double[Mix.SIZE];
    private final double[] rows = new double[Mix.SIZE];
    private final double[] bytes = new double[Mix.SIZE];
    private final boolean[] isAsked = new boolean[Mix.SIZE];
    private RandomCounts draws = new RandomCounts(0);

    SimulatedWork(String version) {
        this.version = version;
    }

    void begin(RandomCounts fresh) {
        draws = fresh;
        for (double[] each : List.of(documents, amounts, rows, bytes)) {
            Arrays.fill(each, 0);
        }
        Arrays.fill(isAsked, false);
    }

    /**
     * What comes of a tick's requests that did not fail.
     *
     * @param done part of the work that is really done
     */
    void add(Increase more, double done) {
        for (int route = 0; route < more.routes(); route++) {
            long n = more.requests(route) - more.errors(route);
            isAsked[route] |= more.requests(route) > 0;
            if (n > 0) {
                bytes[route] += BYTES * n;
                work(route, n, done);
            }
        }
    }

    private void work(int route, long n, double done) {
        if (isList(route)) {
            double given =
                    done
                            * Math.max(
                                    0,
                                    Math.rint(
                                            ROWS * (n + Math.sqrt((double) n) * draws.gaussian())));
            rows[route] += given;
            bytes[route] += BYTES_A_ROW * given;
        } else if (KINDS.containsKey(Mix.ROUTES.get(route).path())) {
            long posted = draws.binomial(n, POSTS * done);
            documents[route] += posted;
            amounts[route] += AMOUNT * money(posted);
        }
    }

    /** The sum of so many lognormal amounts; by their mean and variance where they are many. */
    private double money(long documents) {
        double mean = Math.exp(AMOUNT_SIGMA * AMOUNT_SIGMA / 2);
        if (documents > FEW) {
            double deviation = mean * Math.sqrt(Math.exp(AMOUNT_SIGMA * AMOUNT_SIGMA) - 1);
            double sum =
                    mean * documents + deviation * Math.sqrt((double) documents) * draws.gaussian();
            return Math.max(0, sum);
        }
        double sum = 0;
        for (long i = 0; i < documents; i++) {
            sum += Math.exp(AMOUNT_SIGMA * draws.gaussian());
        }
        return sum;
    }

    private static boolean isList(int route) {
        return Mix.ROUTES.get(route).method().equals("GET")
                && !Mix.ROUTES.get(route).path().endsWith("}");
    }

    void tell(List<BusinessCount> to) {
        for (int route = 0; route < Mix.SIZE; route++) {
            if (!isAsked[route]) {
                continue;
            }
            Mix.Route called = Mix.ROUTES.get(route);
            String name = called.method() + " " + called.path();
            to.add(new BusinessCount(version, Measure.BYTES, name, bytes[route]));
            String kind = KINDS.get(called.path());
            if (isList(route)) {
                to.add(new BusinessCount(version, Measure.ROWS, name, rows[route]));
            } else if (kind != null && documents[route] > 0) {
                to.add(new BusinessCount(version, Measure.DOCUMENTS, kind, documents[route]));
                to.add(new BusinessCount(version, Measure.AMOUNT, kind, amounts[route]));
            }
        }
    }
}
