package canary.gates.business;

import canary.counters.BusinessCount.Measure;
import canary.gates.business.WorkTotals.By;

import java.io.Serializable;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which counts of one version were there, and which are: one that is absent for a while has added
 * nothing that anybody knows of, and requests must not be held against rows that were not shown.
 */
final class WorkPresence implements Serializable {

    /** What is counted by one name. */
    private static final class Kind implements Serializable {
        private final BitSet known = new BitSet();
        private final BitSet now = new BitSet();
        private final BitSet absent = new BitSet();
        private final BitSet gone = new BitSet();

        boolean isWhole() {
            absent.clear();
            absent.or(known);
            absent.andNot(now);
            return absent.isEmpty();
        }

        void keep() {
            known.or(now);
        }

        void forgetAbsent() {
            known.andNot(absent);
            gone.or(absent);
        }

        boolean isBack(int number) {
            boolean isBack = gone.get(number);
            gone.clear(number);
            return isBack;
        }
    }

    private final Map<Measure, Kind> work = new EnumMap<>(Measure.class);
    private final Map<By, Kind> requests = new EnumMap<>(By.class);

    /** Before a look. */
    void begin() {
        work.values().forEach(each -> each.now.clear());
        requests.values().forEach(each -> each.now.clear());
    }

    void shows(Measure measure, int number) {
        work.computeIfAbsent(measure, _ -> new Kind()).now.set(number);
    }

    void showsRequests(By by, int route) {
        requests.computeIfAbsent(by, _ -> new Kind()).now.set(route);
    }

    /** Whether all that was there before is there. */
    boolean isWhole() {
        boolean isWhole = true;
        for (Kind each : work.values()) {
            isWhole &= each.isWhole();
        }
        for (Kind each : requests.values()) {
            isWhole &= each.isWhole();
        }
        return isWhole;
    }

    /** Does without what is absent; it begins anew when it comes back. */
    void forgetAbsent() {
        work.values().forEach(Kind::forgetAbsent);
        requests.values().forEach(Kind::forgetAbsent);
    }

    /** After a look that is taken. */
    void keep() {
        work.values().forEach(Kind::keep);
        requests.values().forEach(Kind::keep);
    }

    /** Whether this had been given up, and is there again for the first time. */
    boolean isBack(Measure measure, int number) {
        Kind of = work.get(measure);
        return of != null && of.isBack(number);
    }

    /** Likewise of the requests to a route. */
    boolean isRequestedAgain(By by, int route) {
        Kind of = requests.get(by);
        return of != null && of.isBack(route);
    }
}
