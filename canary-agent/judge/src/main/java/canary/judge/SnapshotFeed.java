package canary.judge;

import canary.counters.Refusal;
import canary.counters.ScrapeStatus;
import canary.counters.Series;
import canary.counters.Snapshot;
import canary.counters.Source;
import canary.counters.UserMinutes;
import canary.judge.traffic.Increase;
import canary.judge.traffic.Routes;
import canary.stats.BucketEdges;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns successive snapshots of one source into what both versions added, and hands it to a judge.
 * A series that is absent for once has added nothing; one that fell began anew, so all of it was
 * added. Histograms are compared at the edges that both versions have.
 */
public final class SnapshotFeed implements Serializable {
    private static final BucketEdges NO_TIMES = BucketEdges.of(1);

    private record Key(String version, String method, String route) implements Serializable {}

    /** A series as it was last seen. */
    private static final class Last implements Serializable {
        private long requests;
        private long errors;
        private final long[] refusals = new long[Refusal.values().length];
        private long[] times = new long[0];
        private String[] labels = new String[0];
        private boolean isKnown;
    }

    private final Settings settings;
    private final Source source;
    private final String stable;
    private final String canary;
    private final Routes routes = new Routes();
    private final Map<Key, Last> series = new HashMap<>();
    private final Map<String, UserMinutes> users = new HashMap<>();
    private final Map<String, Set<Double>> edgesOf = new HashMap<>();
    private Map<String, Instant> readAt = Map.of();
    private BucketEdges edges = NO_TIMES;
    private @Nullable Increase canaryAdded;
    private @Nullable Increase stableAdded;
    private @Nullable Judge judge;
    private @Nullable Instant last;

    SnapshotFeed(Settings settings, Source source, String stable, String canary) {
        this.settings = settings;
        this.source = source;
        this.stable = stable;
        this.canary = canary;
    }

    /** The judge of this source; empty until the source has counted something twice. */
    Optional<Judge> judge() {
        return Optional.ofNullable(judge);
    }

    /** Adds the next snapshot; one that is not later than the newest is left out. */
    void add(Snapshot snapshot) {
        if (last != null && !snapshot.at().isAfter(last)) {
            return;
        }
        List<Series> all = source == Source.PODS ? snapshot.series() : snapshot.mesh();
        if ((last == null && all.isEmpty()) || !isRead(snapshot)) {
            return;
        }
        align(all, snapshot.weight());
        Increase toCanary = cleared(canaryAdded, canary);
        Increase toStable = cleared(stableAdded, stable);
        for (Series one : all) {
            if (one.version().equals(canary)) {
                count(one, toCanary);
            } else if (one.version().equals(stable)) {
                count(one, toStable);
            }
        }
        countUsers(snapshot, toCanary, toStable);
        if (last != null) {
            if (judge == null) {
                judge = new Judge(settings, routes, edges);
            }
            Duration length = Duration.between(last, snapshot.at());
            judge.observe(snapshot.at(), length, snapshot.weight(), toCanary, toStable);
        }
        last = snapshot.at();
    }

    /**
     * Whether all who count have been read since the interval before; else it goes on, because a
     * version that was not read has not been idle. Who does not tell is taken at his word.
     */
    private boolean isRead(Snapshot snapshot) {
        Map<String, Instant> now = new HashMap<>();
        for (ScrapeStatus status : snapshot.scrapes()) {
            String of = status.version();
            boolean counts =
                    source == Source.MESH ? of.isEmpty() : of.equals(stable) || of.equals(canary);
            if (counts) {
                Instant before = readAt.get(status.source());
                Instant at = status.at();
                if (at == null || (before != null && !at.isAfter(before))) {
                    return false;
                }
                now.put(status.source(), at);
            }
        }
        readAt = now;
        return true;
    }

    /** A version whose users nobody counts has not lost them: then those of both say nothing. */
    private void countUsers(Snapshot snapshot, Increase toCanary, Increase toStable) {
        Optional<UserMinutes> ofCanary = snapshot.usersOf(canary);
        Optional<UserMinutes> ofStable = snapshot.usersOf(stable);
        boolean isComparable =
                snapshot.weight() == 0 || (ofCanary.isPresent() && ofStable.isPresent());
        Increase nowhere = new Increase(0);
        ofCanary.ifPresent(each -> count(each, isComparable ? toCanary : nowhere));
        ofStable.ifPresent(each -> count(each, isComparable ? toStable : nowhere));
    }

    private Increase cleared(@Nullable Increase old, String version) {
        Increase added = old == null ? new Increase(edges.size()) : old;
        added.clear();
        if (version.equals(canary)) {
            canaryAdded = added;
        } else {
            stableAdded = added;
        }
        return added;
    }

    /** Finds the common edges; they are settled once the canary has traffic. */
    private void align(List<Series> all, int weight) {
        if (judge != null && judge.weight() > 0) {
            return;
        }
        for (Series one : all) {
            if (!one.buckets().isEmpty() && !edgesOf.containsKey(one.version())) {
                Set<Double> finite = new TreeSet<>();
                one.buckets().keySet().stream()
                        .map(SnapshotFeed::edge)
                        .filter(edge -> edge > 0 && Double.isFinite(edge))
                        .forEach(finite::add);
                edgesOf.put(one.version(), finite);
            }
        }
        BucketEdges common = common(edgesOf.get(stable), edgesOf.get(canary));
        if (!common.equals(edges)) {
            edges = common;
            canaryAdded = null;
            stableAdded = null;
            judge = null;
            series.values().forEach(each -> each.labels = new String[0]);
        }
    }

    private static BucketEdges common(@Nullable Set<Double> a, @Nullable Set<Double> b) {
        Set<Double> both = new TreeSet<>(a == null ? (b == null ? Set.of() : b) : a);
        if (b != null) {
            both.retainAll(b);
        }
        double[] kept =
                both.stream()
                        .limit(BucketEdges.MAX_EDGES)
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        return kept.length == 0 ? NO_TIMES : BucketEdges.of(kept);
    }

    private static double edge(String le) {
        if (le.equals("+Inf")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(le);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void count(Series now, Increase to) {
        Last before =
                series.computeIfAbsent(
                        new Key(now.version(), now.method(), now.route()), _ -> new Last());
        int route = routes.number(now.method(), now.route());
        long[] times = times(now, before);
        boolean isTimed = times.length > 0;
        if (!before.isKnown) {
            before.times = new long[times.length];
        } else if (before.times.length != times.length) {
            before.times = times; // the edges have changed: what came in between is not known
        }
        boolean isAnew =
                now.requests() < before.requests
                        || now.errors() < before.errors
                        || (isTimed && times[times.length - 1] < before.times[times.length - 1]);
        long requests = now.requests() - (isAnew ? 0 : before.requests);
        long errors = now.errors() - (isAnew ? 0 : before.errors);
        if (last != null) {
            to.add(route, requests, Math.min(errors, requests));
            addRefusals(now, before, isAnew, route, to);
            if (isTimed) {
                to.addTimes(route, increase(times, before.times, isAnew));
            }
        }
        for (Refusal each : Refusal.values()) {
            before.refusals[each.place()] = now.refused(each);
        }
        before.requests = now.requests();
        before.errors = now.errors();
        before.times = times;
        before.isKnown = true;
    }

    private static void addRefusals(
            Series now, Last before, boolean isAnew, int route, Increase to) {
        for (Refusal each : Refusal.values()) {
            long added = now.refused(each) - (isAnew ? 0 : before.refusals[each.place()]);
            if (added > 0) {
                to.addRefusals(route, each, added);
            }
        }
    }

    /** Pages are read while they are counted on: what would decrease is lifted. */
    private static long[] increase(long[] now, long[] before, boolean isAnew) {
        long[] added = new long[now.length];
        long below = 0;
        for (int i = 0; i < now.length; i++) {
            below = Math.max(below, now[i] - (isAnew ? 0 : before[i]));
            added[i] = below;
        }
        return added;
    }

    /** Counts at the common edges, then all; empty where the series lacks one of them. */
    private long[] times(Series now, Last before) {
        Map<String, Long> buckets = now.buckets();
        if (buckets.isEmpty() || edges.equals(NO_TIMES)) {
            return new long[0];
        }
        if (before.labels.length == 0) {
            before.labels = labels(buckets);
        }
        long[] counts = new long[before.labels.length];
        for (int i = 0; i < counts.length; i++) {
            Long count = buckets.get(before.labels[i]);
            if (count == null) {
                return new long[0];
            }
            counts[i] = count;
        }
        return counts;
    }

    private String[] labels(Map<String, Long> buckets) {
        String[] labels = new String[edges.size() + 1];
        for (String label : buckets.keySet()) {
            double edge = edge(label);
            for (int i = 0; i < edges.size(); i++) {
                if (edges.edge(i) == edge) {
                    labels[i] = label;
                }
            }
            if (edge == Double.POSITIVE_INFINITY) {
                labels[edges.size()] = label;
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == null) {
                labels[i] = "";
            }
        }
        return labels;
    }

    private void count(UserMinutes now, Increase to) {
        UserMinutes before = users.put(now.version(), now);
        if (last == null) {
            return;
        }
        boolean isAnew = before == null || now.good() < before.good() || now.bad() < before.bad();
        to.addUserMinutes(
                now.good() - (isAnew ? 0 : before.good()), now.bad() - (isAnew ? 0 : before.bad()));
    }
}
