package canary.gates.business;

import canary.counters.BusinessCount.Measure;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Numbers of one version, by route and by kind: what it has counted so far, or what it added in an
 * interval. Used again for every look.
 */
final class WorkTotals implements Serializable {

    /** By whom requests are counted. */
    enum By {
        ROUTER,
        PODS
    }

    private static final double[] NOTHING = {};
    private static final BitSet NO_ONE = new BitSet();

    private final Map<Measure, double[]> work = new EnumMap<>(Measure.class);
    private final Map<By, double[]> requests = new EnumMap<>(By.class);
    private final Map<Measure, BitSet> told = new EnumMap<>(Measure.class);
    private double minutes;

    WorkTotals() {
        for (Measure each : Measure.values()) {
            work.put(each, NOTHING);
        }
        for (By each : By.values()) {
            requests.put(each, NOTHING);
        }
    }

    void clear() {
        work.values().forEach(each -> Arrays.fill(each, 0));
        requests.values().forEach(each -> Arrays.fill(each, 0));
        minutes = 0;
    }

    private static double get(double[] of, int number) {
        return number < of.length ? of[number] : 0;
    }

    private static double[] add(double[] to, int number, double more) {
        double[] grown =
                number < to.length ? to : Arrays.copyOf(to, Math.max(number + 1, 2 * to.length));
        grown[number] += more;
        return grown;
    }

    /** What came of the work; 0 where nothing is known. */
    double work(Measure measure, int number) {
        return get(work.getOrDefault(measure, NOTHING), number);
    }

    /** Whether it was ever told, even as 0. */
    boolean isTold(Measure measure, int number) {
        return told.getOrDefault(measure, NO_ONE).get(number);
    }

    void addWork(Measure measure, int number, double more) {
        told.computeIfAbsent(measure, _ -> new BitSet()).set(number);
        work.put(measure, add(work.getOrDefault(measure, NOTHING), number, more));
    }

    /** Requests that succeeded by route, of as many routes as are known; this object's own. */
    double[] requests(By by) {
        return requests.getOrDefault(by, NOTHING);
    }

    /** Requests to a route that succeeded. */
    double requests(By by, int route) {
        return get(requests.getOrDefault(by, NOTHING), route);
    }

    void addRequests(By by, int route, double more) {
        requests.put(by, add(requests.getOrDefault(by, NOTHING), route, more));
    }

    double allRequests(By by) {
        double sum = 0;
        for (double each : requests.getOrDefault(by, NOTHING)) {
            sum += each;
        }
        return sum;
    }

    double minutes() {
        return minutes;
    }

    void addMinutes(double more) {
        minutes += more;
    }
}
