package canary.gates.business;

import canary.counters.BusinessCount;
import canary.counters.BusinessCount.Measure;
import canary.counters.ReadTimes;
import canary.counters.Refusal;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.UserMinutes;
import canary.gates.business.WorkTotals.By;
import canary.gates.input.Versions;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns successive snapshots into what both versions added. Who was not read has not been idle, so
 * an interval ends when all were; a counter that fell says nothing of the interval, and a version
 * that is seen for the first time begins with what it shows.
 */
final class WorkFeed implements Serializable {

    /** Trials that the configured share is worth. */
    private static final double PRIOR = 100;

    /** A user who works at all works so many minutes. */
    private static final double MINUTES = 10;

    /** Of what nobody knows the users, so many requests are one user's. */
    private static final double REQUESTS = 20;

    /** Looks at which absent series are waited for. */
    private static final int PATIENCE = 6;

    private final Versions versions;
    private final WorkNames names;
    private final Side canary = new Side();
    private final Side stable = new Side();
    private final ReadTimes readTimes = new ReadTimes();
    private int waited;
    private boolean hasRouter;
    private boolean hasFallen;
    private @Nullable Instant last;
    private int weight = -1;
    private double canaryTrials;
    private double trials;
    private double canaryMinutes;
    private double minutes;
    private double allMinutes;
    private double allRequests;

    /** One version. */
    private static final class Side implements Serializable {
        private final WorkTotals so = new WorkTotals();
        private final WorkTotals added = new WorkTotals();
        private final WorkPresence presence = new WorkPresence();
        private boolean isKnown;
        private boolean showsWork;
        private boolean showsMinutes;
    }

    WorkFeed(Versions versions, WorkNames names) {
        this.versions = versions;
        this.names = names;
    }

    /** The interval that ends here; empty while somebody has not been read. */
    Optional<WorkInterval> next(Snapshot seen) {
        boolean isOld = last != null && !seen.at().isAfter(last);
        if (isOld || !isWhole(seen) || !readTimes.haveAllPassed(seen, this::counts)) {
            return Optional.empty();
        }
        canary.presence.keep();
        stable.presence.keep();
        hasFallen = false;
        hasRouter |= !seen.mesh().isEmpty();
        boolean isFirst = last == null;
        Duration length = isFirst ? Duration.ZERO : Duration.between(last, seen.at());
        take(seen, canary, versions.canary());
        take(seen, stable, versions.stable());
        boolean isSettled = seen.weight() == weight;
        last = seen.at();
        weight = seen.weight();
        return isFirst ? Optional.empty() : Optional.of(interval(seen, length, isSettled));
    }

    /**
     * Whether all counts are there that were before. Series that come and go are waited for a few
     * looks; then the rest goes on without them.
     */
    private boolean isWhole(Snapshot seen) {
        look(seen, canary, versions.canary());
        look(seen, stable, versions.stable());
        boolean hasCanary = canary.presence.isWhole();
        boolean isWhole = stable.presence.isWhole() && hasCanary;
        if (!isWhole && waited < PATIENCE) {
            waited++;
            return false;
        }
        if (!isWhole) {
            canary.presence.forgetAbsent();
            stable.presence.forgetAbsent();
        }
        waited = 0;
        return true;
    }

    private void look(Snapshot seen, Side side, String version) {
        side.presence.begin();
        look(seen.mesh(), By.ROUTER, side, version);
        look(seen.series(), By.PODS, side, version);
        for (BusinessCount one : seen.business()) {
            int number =
                    one.version().equals(version)
                            ? names.of(one.measure(), one.of())
                            : WorkNames.NONE;
            if (number != WorkNames.NONE) {
                side.presence.shows(one.measure(), number);
            }
        }
    }

    private void look(List<Series> all, By by, Side side, String version) {
        for (Series one : all) {
            int route =
                    one.version().equals(version)
                            ? names.route(one.method(), one.route())
                            : WorkNames.NONE;
            if (route != WorkNames.NONE) {
                side.presence.showsRequests(by, route);
            }
        }
    }

    private boolean counts(String version) {
        return version.isEmpty()
                || version.equals(versions.stable())
                || version.equals(versions.canary());
    }

    private void take(Snapshot seen, Side side, String version) {
        boolean wasKnown = side.isKnown;
        side.added.clear();
        takeRequests(seen.mesh(), By.ROUTER, side, version, wasKnown);
        takeRequests(seen.series(), By.PODS, side, version, wasKnown);
        for (BusinessCount one : seen.business()) {
            if (one.version().equals(version)) {
                int number = names.of(one.measure(), one.of());
                side.showsWork = true;
                side.isKnown = true;
                if (number != WorkNames.NONE) {
                    take(one, number, side, wasKnown);
                }
            }
        }
        Optional<UserMinutes> minutesNow = seen.usersOf(version);
        side.showsMinutes = minutesNow.isPresent();
        minutesNow.ifPresent(
                now -> {
                    double total = (double) now.good() + now.bad();
                    side.added.addMinutes(added(total, side.so.minutes(), wasKnown));
                    side.so.addMinutes(total - side.so.minutes());
                });
    }

    private void take(BusinessCount one, int number, Side side, boolean wasKnown) {
        Measure measure = one.measure();
        double before = side.so.work(measure, number);
        boolean goesOn = !side.presence.isBack(measure, number) && wasKnown;
        side.added.addWork(measure, number, added(one.total(), before, goesOn));
        side.so.addWork(measure, number, one.total() - before);
    }

    private double added(double now, double before, boolean wasKnown) {
        if (now < before) {
            hasFallen = true;
            return 0;
        }
        return wasKnown ? now - before : 0;
    }

    private void takeRequests(
            List<Series> all, By by, Side side, String version, boolean wasKnown) {
        for (Series one : all) {
            int route =
                    one.version().equals(version)
                            ? names.route(one.method(), one.route())
                            : WorkNames.NONE;
            if (route != WorkNames.NONE) {
                side.isKnown = true;
                side.added.addRequests(by, route, succeeded(one));
            }
        }
        for (int route = 0; route < names.routes(); route++) {
            double now = side.added.requests(by, route);
            double before = side.so.requests(by, route);
            if (now > 0) {
                boolean goesOn = !side.presence.isRequestedAgain(by, route) && wasKnown;
                side.added.addRequests(by, route, added(now, before, goesOn) - now);
                side.so.addRequests(by, route, now - before);
            }
        }
    }

    private static double succeeded(Series one) {
        long failed = one.errors();
        if (one.refusals() != null && !one.refusals().isEmpty()) {
            for (Refusal each : Refusal.values()) {
                failed += one.refused(each);
            }
        }
        return (double) Math.max(0, one.requests() - failed);
    }

    private WorkInterval interval(Snapshot seen, Duration length, boolean isSettled) {
        By by = hasRouter ? By.ROUTER : By.PODS;
        double share = seen.weight() / 100.0;
        if (!isSettled) {
            canaryTrials = 0;
            trials = 0;
            canaryMinutes = 0;
            minutes = 0;
        }
        double ofCanary = canary.added.allRequests(by);
        double ofStable = stable.added.allRequests(by);
        boolean hasMinutes = canary.showsMinutes && stable.showsMinutes;
        if (seen.weight() > 0 && isSettled) {
            canaryTrials += ofCanary;
            trials += ofCanary + ofStable;
            canaryMinutes += canary.added.minutes();
            minutes += canary.added.minutes() + stable.added.minutes();
            allRequests += ofCanary;
            allMinutes += canary.added.minutes();
        }
        return new WorkInterval(
                canary.added,
                stable.added,
                by,
                length.toMillis() / 1000.0,
                (PRIOR * share + canaryTrials) / (PRIOR + trials),
                hasMinutes ? (PRIOR * share + canaryMinutes) / (PRIOR + minutes) : -1,
                users(seen),
                canary.so,
                isSettled && !hasFallen && seen.weight() > 0 && seen.weight() < 100);
    }

    private double users(Snapshot seen) {
        long reached = seen.reached().getOrDefault(versions.canary(), 0L);
        return reached > 0
                ? (double) reached
                : allMinutes > 0 ? allMinutes / MINUTES : allRequests / REQUESTS;
    }

    /** Whether anything that came of a version's work was ever told. */
    boolean showsWork(String version) {
        return version.equals(versions.canary()) ? canary.showsWork : stable.showsWork;
    }

    /** Requests of the canary that succeeded since users reach it. */
    double canaryRequests() {
        return allRequests;
    }

    /** Whether both versions have counted this of what came of their work. */
    boolean areBothCounted(Measure measure, int number) {
        return canary.so.isTold(measure, number) && stable.so.isTold(measure, number);
    }
}
