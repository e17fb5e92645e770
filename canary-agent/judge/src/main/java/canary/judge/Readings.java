package canary.judge;

import canary.counters.Refusal;
import canary.counters.Series;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Routes;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What was last read of each series, and what was added to it since. What is absent has not been
 * idle: a route waits, for both versions, until all who counted it are read again. What fell tells
 * of a process that began anew, or of a member that left a sum and took its counts with it; then
 * nobody knows what was added.
 */
final class Readings implements Serializable {
    /** Who has been gone for so long is not waited for any longer. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(5);

    /** No series adds so many times what all of them together usually add. */
    private static final double BELIEVABLE = 3;

    private static final Refusal[] KINDS = Refusal.values();
    private static final long FEW = 50;
    private static final int NOT_WAITING = -1;

    /** What came of a look. */
    enum Outcome {
        /** What was added is in the increases. */
        ADDED,
        /** A version was not read: the interval goes on. */
        NOT_READ,
        /** Counters fell in a way that hides what was added: it is lost for both versions. */
        LOST
    }

    private record Key(String version, String method, String route, @Nullable String pod)
            implements Serializable {}

    /** A series as it was last seen. */
    private static final class Last implements Serializable {
        private final int side;
        private final int route;
        private transient @Nullable Series series;
        private long requests;
        private long errors;
        private final long[] refusals = new long[KINDS.length];
        private long[] times = new long[0];
        private String[] labels = new String[0];
        private int look;
        private @Nullable Instant absentSince;
        private boolean isForgotten;

        Last(int side, int route) {
            this.side = side;
            this.route = route;
        }
    }

    private final Routes routes;
    private final HistogramReader histograms;
    private final Map<Key, Last> known = new HashMap<>();
    private final int[] members = new int[2];
    private final @Nullable Instant[] absentSince = new Instant[2];
    private final BitSet waiting = new BitSet();
    private int[] waitingSinceWeight = new int[0];
    private @Nullable Last[] lastOf = new Last[0];
    private int[] sideOf = new int[0];
    private int look;
    private int lastWeight;
    private double usual;
    private double seconds;

    Readings(Routes routes, HistogramReader histograms) {
        this.routes = routes;
        this.histograms = histograms;
    }

    /** Histograms are read at other edges from now on. */
    void forgetEdges() {
        for (Last each : known.values()) {
            each.series = null;
            each.labels = new String[0];
            each.times = new long[0];
        }
    }

    /**
     * Reads the next look.
     *
     * @param side 0 or 1 for the version that a series belongs to; negative for none of them
     * @param since when the look before was; null for the first, which adds nothing
     * @param hasBegun for each side, whether a process of it began since then
     * @param into for each side, where what was added goes
     */
    Outcome read(
            List<Series> all,
            ToIntFunction<Series> side,
            int weight,
            @Nullable Instant since,
            Instant at,
            boolean[] hasBegun,
            Increase[] into) {
        look++;
        boolean[] isNewcomer = {members[0] == 0, members[1] == 0};
        boolean[] isThere = recognise(all, side);
        if (isAnyAbsent(isThere, at)) {
            return Outcome.NOT_READ;
        }
        Duration length = since == null ? Duration.ZERO : Duration.between(since, at);
        long most = most(length);
        boolean isLost = since != null && isLost(all, most);
        findWaiting(at);
        long before = into[0].requests() + into[1].requests();
        for (int i = 0; i < all.size(); i++) {
            int of = sideOf[i];
            if (of >= 0) {
                boolean isFromZero = since != null && (hasBegun[of] || !isNewcomer[of]) && !isLost;
                take(all.get(i), i, weight, isFromZero ? most : -1, isLost, into[of]);
            }
        }
        settle(weight);
        if (since != null && !isLost) {
            double added = (double) into[0].requests() + into[1].requests() - before;
            double passed = length.toMillis() / 1000.0;
            usual = (usual * seconds + added) / Math.max(1e-3, seconds + passed);
            seconds += passed;
        }
        return isLost ? Outcome.LOST : Outcome.ADDED;
    }

    /** Finds what is known of each series; for each side, whether any of its series is there. */
    private boolean[] recognise(List<Series> all, ToIntFunction<Series> side) {
        if (lastOf.length < all.size()) {
            lastOf = new Last[all.size() + all.size() / 2];
            sideOf = new int[lastOf.length];
        }
        boolean[] isThere = new boolean[2];
        for (int i = 0; i < all.size(); i++) {
            Series one = all.get(i);
            lastOf[i] = null;
            sideOf[i] = side.applyAsInt(one);
            if (sideOf[i] >= 0) {
                isThere[sideOf[i]] = true;
                Last last = known.get(new Key(one.version(), one.method(), one.route(), one.pod()));
                lastOf[i] = last;
                if (last != null) {
                    last.look = look;
                    last.absentSince = null;
                }
            }
        }
        return isThere;
    }

    /** Whether a version that was counted is not there at all, and not for long. */
    private boolean isAnyAbsent(boolean[] isThere, Instant at) {
        boolean isAny = false;
        for (int of = 0; of < 2; of++) {
            Instant absent = absentSince[of];
            if (isThere[of] || members[of] == 0) {
                absentSince[of] = null;
            } else if (absent == null) {
                absentSince[of] = at;
                isAny = true;
            } else if (absent.plus(FORGOTTEN_AFTER).isAfter(at)) {
                isAny = true;
            } else {
                forget(of);
            }
        }
        return isAny;
    }

    private void forget(int side) {
        for (Last last : known.values()) {
            last.isForgotten |= last.side == side;
        }
        members[side] = 0;
        absentSince[side] = null;
    }

    /** Whether anything fell that is no process that began anew. */
    private boolean isLost(List<Series> all, long most) {
        long[] anew = new long[2];
        for (int i = 0; i < all.size(); i++) {
            Last last = lastOf[i];
            Series now = all.get(i);
            if (last != null && !last.isForgotten && isFallen(now, last)) {
                if (now.pod() == null && 2 * now.requests() >= last.requests) {
                    return true;
                }
                anew[last.side] += now.requests();
            }
        }
        return anew[0] > most || anew[1] > most;
    }

    private boolean isFallen(Series now, Last last) {
        return now.requests() < last.requests || now.errors() < last.errors;
    }

    /** Routes of which a series is absent that was there, and not for long. */
    private void findWaiting(Instant at) {
        waiting.clear();
        for (Last last : known.values()) {
            if (last.look == look || last.isForgotten) {
                continue;
            }
            Instant absent = last.absentSince;
            if (absent == null) {
                last.absentSince = at;
                waiting.set(last.route);
            } else if (absent.plus(FORGOTTEN_AFTER).isAfter(at)) {
                waiting.set(last.route);
            } else {
                last.isForgotten = true;
                members[last.side]--;
            }
        }
    }

    /**
     * @param mostFromZero a series that is new began with nothing where it shows no more than this;
     *     else with what it shows; negative where none began with nothing
     */
    private void take(
            Series now, int index, int weight, long mostFromZero, boolean isLost, Increase into) {
        Last last = lastOf[index];
        boolean isNew = last == null;
        if (last == null) {
            last = new Last(sideOf[index], routes.number(now.method(), now.route()));
            last.look = look;
            known.put(new Key(now.version(), now.method(), now.route(), now.pod()), last);
            members[last.side]++;
            if (now.requests() > mostFromZero) {
                keep(now, last, times(now, last));
                return;
            }
        }
        if (last.isForgotten) { // who comes back begins with what he shows
            last.isForgotten = false;
            members[last.side]++;
            keep(now, last, times(now, last));
            return;
        }
        if (isUnchanged(now, last) || (waiting.get(last.route) && !isLost)) {
            return;
        }
        int waitedSince = waitedSince(last.route);
        boolean isKnown = waitedSince == NOT_WAITING || waitedSince == weight;
        long[] times = times(now, last);
        if (!isLost && isKnown) {
            add(now, last, times, isNew, into);
        }
        keep(now, last, times);
    }

    /** Who counts hands out the same object again while nothing is added to it. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isUnchanged(Series now, Last last) {
        return last.series == now;
    }

    private long[] times(Series now, Last last) {
        if (last.labels.length == 0) {
            last.labels = histograms.labels(now.buckets());
        }
        return histograms.read(now.buckets(), last.labels);
    }

    private int waitedSince(int route) {
        return route < waitingSinceWeight.length ? waitingSinceWeight[route] : NOT_WAITING;
    }

    /** Who waits across a change of weight has counted under two, and is begun with again. */
    private void settle(int weight) {
        int size = Math.max(waiting.length(), waitingSinceWeight.length);
        if (size > waitingSinceWeight.length) {
            int before = waitingSinceWeight.length;
            waitingSinceWeight = Arrays.copyOf(waitingSinceWeight, size);
            Arrays.fill(waitingSinceWeight, before, size, NOT_WAITING);
        }
        for (int route = 0; route < size; route++) {
            if (!waiting.get(route)) {
                waitingSinceWeight[route] = NOT_WAITING;
            } else if (waitingSinceWeight[route] == NOT_WAITING) {
                waitingSinceWeight[route] = lastWeight;
            }
        }
        lastWeight = weight;
    }

    private void add(Series now, Last last, long[] times, boolean isNew, Increase into) {
        boolean isAnew = !isNew && isFallen(now, last);
        long requests = now.requests() - (isAnew ? 0 : last.requests);
        long errors = now.errors() - (isAnew ? 0 : last.errors);
        into.add(last.route, requests, Math.min(errors, requests));
        if (now.refusals() != null) {
            for (Refusal each : KINDS) {
                long more = now.refused(each) - (isAnew ? 0 : last.refusals[each.place()]);
                if (more > 0) {
                    into.addRefusals(last.route, each, more);
                }
            }
        }
        if (times.length > 0) {
            if (isNew) {
                last.times = new long[times.length];
            } else if (last.times.length != times.length) {
                last.times = times; // the edges have changed: what came in between is not known
            }
            isAnew |= times[times.length - 1] < last.times[times.length - 1];
            into.addTimes(last.route, HistogramReader.increase(times, last.times, isAnew));
        }
    }

    private static void keep(Series now, Last last, long[] times) {
        if (now.refusals() != null) {
            for (Refusal each : KINDS) {
                last.refusals[each.place()] = now.refused(each);
            }
        }
        last.series = now;
        last.requests = now.requests();
        last.errors = now.errors();
        last.times = times;
    }

    /** So many at most can one series have counted in so long a time. */
    long most(Duration length) {
        return FEW + Math.round(BELIEVABLE * usual * length.toMillis() / 1000.0);
    }
}
